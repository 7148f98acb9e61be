using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Monitor.Storage;

namespace Monitor.IntegrationTests.Search;

/// <summary>The statements that are sent to one database while this is held.</summary>
internal sealed class ExecutedCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _database;
    private readonly List<IDisposable> _subscriptions = [];

    public ExecutedCommands(MonitorDbContextFactory contexts)
    {
        using var db = contexts.CreateDbContext();
        _database = contexts.Address is DatabaseAddress.Sqlite sqlite ? sqlite.File : db.Database.GetDbConnection().Database;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public List<(string Sql, List<(string Name, object? Value)> Parameters)> Seen { get; } = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data
            && data.Command.Connection!.ConnectionString.Contains(_database, StringComparison.Ordinal))
        {
            Seen.Add((data.Command.CommandText, [.. data.Command.Parameters.Cast<DbParameter>().Select(one => (one.ParameterName, one.Value))]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(one => one.Dispose());
}
