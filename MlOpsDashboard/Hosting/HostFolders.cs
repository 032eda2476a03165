namespace MlOpsDashboard.Hosting;

/// <summary>Finds the folders that the program starts from, whatever the working directory is.</summary>
internal static class HostFolders
{
    private const string ConfigurationFile = "appsettings.json";

    /// <summary>
    /// The content root is the folder of <c>appsettings.json</c>: the working directory when it has one (the repository
    /// under <c>dotnet run</c>, an operator's own folder), else the program's own. The web root of a published program
    /// stays beside the program in either case.
    /// </summary>
    public static WebApplicationOptions Options(string[] args)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = File.Exists(Path.GetFullPath(ConfigurationFile))
                ? Directory.GetCurrentDirectory()
                : AppContext.BaseDirectory,
            WebRootPath = Directory.Exists(published) ? published : null,
        };
    }
}
