using System.Reflection;
using Client;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Walks every GET of a client that Kiota made: Walk ADDRESS TOKEN. Lists are read, and of each list's first item the thing itself.
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", args[1]);
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = args[0] };
var (read, missing, failed) = (0, 0, 0);
await WalkAsync(new MonitorClient(adapter), "");
Console.WriteLine($"{read} read, {missing} not there, {failed} failed");
return failed == 0 && read > 0 ? 0 : 1;

async Task WalkAsync(object builder, string path)
{
    var answer = await GetAsync(builder, path);
    foreach (var property in builder.GetType().GetProperties().Where(one => one.PropertyType.Name.EndsWith("RequestBuilder", StringComparison.Ordinal) && one.GetIndexParameters().Length == 0))
    {
        await WalkAsync(property.GetValue(builder)!, $"{path}/{property.Name}");
    }

    var indexer = builder.GetType().GetProperties().FirstOrDefault(one => one.GetIndexParameters().Length == 1 && one.GetCustomAttribute<ObsoleteAttribute>() is null);
    if (indexer is not null)
    {
        var item = (answer?.GetType().GetProperty("Items")?.GetValue(answer) as System.Collections.IEnumerable)?.Cast<object>().FirstOrDefault();
        var id = new[] { "Id", "Attribution", "Event", "Name" }.Select(name => item?.GetType().GetProperty(name)?.GetValue(item)).FirstOrDefault(one => one is not null);
        var kind = indexer.GetIndexParameters()[0].ParameterType;
        await GetAsync(indexer.GetValue(builder, [Id(id, kind)])!, $"{path}/{id ?? "nobody"}");
    }
}

static object Id(object? id, Type kind) =>
    kind == typeof(Guid) ? id is Guid guid ? guid : Guid.Empty
    : kind == typeof(string) ? $"{id ?? "nobody"}"
    : Convert.ChangeType(id ?? 4711, Nullable.GetUnderlyingType(kind) ?? kind, System.Globalization.CultureInfo.InvariantCulture);

async Task<object?> GetAsync(object builder, string path)
{
    if (builder.GetType().GetMethod("GetAsync") is not { } get)
    {
        return null;
    }

    try
    {
        var task = (Task)get.Invoke(builder, get.GetParameters().Select(_ => (object?)null).Select((one, at) => get.GetParameters()[at].ParameterType == typeof(CancellationToken) ? CancellationToken.None : one).ToArray())!;
        await task;
        read++;
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }
    catch (ApiException refusal) when (refusal.ResponseStatusCode == 404)
    {
        missing++;
    }
    catch (Exception fault)
    {
        failed++;
        Console.WriteLine($"{path}: {fault.Message}");
    }

    return null;
}
