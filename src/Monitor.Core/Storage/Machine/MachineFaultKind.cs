namespace Monitor.Storage.Machine;

/// <summary>What is missing when something fails that is no fault of the data.</summary>
public enum MachineFaultKind
{
    /// <summary>None of the others: most likely an error of this program.</summary>
    Program,

    /// <summary>The database's server does not answer, or ended the connection.</summary>
    DatabaseGone,

    /// <summary>The database's server has no connection left for us.</summary>
    DatabaseCrowded,

    /// <summary>Somebody else keeps a lock of the database for longer than a statement waits.</summary>
    DatabaseHeld,

    /// <summary>The database refuses the sign-in, or is not there.</summary>
    DatabaseRefuses,

    /// <summary>What stands in the database's file is no database, or can't be read from the disk.</summary>
    DatabaseBroken,

    /// <summary>No space is left for what has to be written.</summary>
    DiskFull,

    /// <summary>A file or folder may not be read or written by the user that runs this.</summary>
    NotAllowed,

    /// <summary>Names are not resolved, or nothing outside can be reached.</summary>
    Network,

    /// <summary>The mail server can't be reached, or does not let us in.</summary>
    Mail,
}
