namespace Monitor.IntegrationTests;

/// <summary>
/// The evaluation data beside the checkout (<c>../shared</c> seen from the project's root), which is not part of the project: tests that
/// read it say that it is absent and pass over it.
/// </summary>
internal static class SharedFolder
{
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
            {
                var shared = Path.Combine(folder.Parent?.FullName ?? "/", "shared");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
