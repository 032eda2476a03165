namespace MlOpsDashboard.Tests.Support;

/// <summary>An empty folder for one test, gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string FullName { get; } = Directory.CreateTempSubdirectory("mlops-test-").FullName;

    /// <summary>The full path of something in the folder.</summary>
    public string Combine(params string[] parts) => Path.Combine([FullName, .. parts]);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(FullName))
        {
            Directory.Delete(FullName, recursive: true);
        }
    }
}
