namespace Monitor.Net;

/// <summary>Response headers as they were sent: one string a name, several values joined by a comma.</summary>
public sealed class WebHeaders
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public WebHeaders(params IEnumerable<(string Name, string Value)> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        foreach (var (name, value) in headers)
        {
            _values[name] = value;
        }
    }

    public string? this[string name] => _values.GetValueOrDefault(name);
}
