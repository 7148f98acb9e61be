using System.CommandLine;

namespace Monitor.Worker.Cli.Database;

/// <summary><c>monitor db</c>: the database as a whole.</summary>
internal static class DatabaseCommand
{
    public static Command Create() => new("db", "The database: bring it to this version, check it, copy it and put a copy back, seal its secrets.")
    {
        DbMigrate.Create(),
        DbCheck.Create(),
        DbBackup.Create(),
        DbRestore.Create(),
        DbShrink.Create(),
        DbSeal.Create(),
        DbSeal.CreateUnseal(),
    };
}
