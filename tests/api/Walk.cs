using System.Collections;
using System.Globalization;
using System.Reflection;
using Client;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Walks every GET of a client that Kiota made: Walk ADDRESS TOKEN. Of each list the first item is read too, and what lies below it; where a list is
// empty, a thing that nobody has. Prints how many operations there are, and what they answered; exit 1 where one was left out or failed.
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", args[1]);
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = args[0] };
var (read, missing, failed) = (0, 0, 0);
var asked = new HashSet<Type>();
await WalkAsync(new MonitorClient(adapter), "");
var all = typeof(MonitorClient).Assembly.GetTypes().Where(one => IsBuilder(one) && one.GetMethod("GetAsync") is not null).ToList();
var left = all.Where(one => !asked.Contains(one)).ToList();
left.ForEach(one => Console.WriteLine($"{one.FullName} was not asked"));
Console.WriteLine($"{all.Count} operations that read, {asked.Count} of them asked: {read} read, {missing} not there, {failed} failed");
return failed == 0 && left.Count == 0 && read > 0 ? 0 : 1;

async Task WalkAsync(object builder, string path)
{
    var answer = await GetAsync(builder, path);
    foreach (var property in builder.GetType().GetProperties().Where(one => IsBuilder(one.PropertyType) && one.GetIndexParameters().Length == 0))
    {
        await WalkAsync(property.GetValue(builder)!, $"{path}/{property.Name}");
    }

    var indexer = builder.GetType().GetProperties()
        .FirstOrDefault(one => one.GetIndexParameters().Length == 1 && one.GetCustomAttribute<ObsoleteAttribute>() is null);
    if (indexer is not null)
    {
        var item = (answer?.GetType().GetProperty("Items")?.GetValue(answer) as IEnumerable)?.Cast<object>().FirstOrDefault();
        var id = new[] { "Id", "Attribution", "Story", "Event", "Mail", "Kind", "Name" }
            .Select(name => item?.GetType().GetProperty(name)?.GetValue(item)).FirstOrDefault(one => one is not null);
        await WalkAsync(indexer.GetValue(builder, [Id(id, indexer.GetIndexParameters()[0].ParameterType)])!, $"{path}/{id ?? "nobody"}");
    }
}

static bool IsBuilder(Type type) => type.Name.EndsWith("RequestBuilder", StringComparison.Ordinal);

static object Id(object? id, Type kind) =>
    kind == typeof(Guid) ? id is Guid guid ? guid : Guid.Empty
    : kind == typeof(string) ? $"{id ?? "nobody"}"
    : Convert.ChangeType(id ?? 4711, Nullable.GetUnderlyingType(kind) ?? kind, CultureInfo.InvariantCulture);

async Task<object?> GetAsync(object builder, string path)
{
    if (builder.GetType().GetMethod("GetAsync") is not { } get)
    {
        return null;
    }

    asked.Add(builder.GetType());
    try
    {
        var task = (Task)get.Invoke(
            builder, [.. get.GetParameters().Select(one => one.ParameterType == typeof(CancellationToken) ? (object)CancellationToken.None : null)])!;
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
        Console.WriteLine($"{path}: {fault.GetType().Name} {fault.Message}");
    }

    return null;
}
