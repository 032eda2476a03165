using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Access;

/// <summary>Keeps the keys that protect cookies in the data folder, so that a restart signs nobody out.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="loggers">For the repository.</param>
internal sealed class CookieKeys(DataFolder folder, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    /// <inheritdoc/>
    public void Configure(KeyManagementOptions options)
    {
        var keys = new DirectoryInfo(folder.Keys);
        if (!keys.Exists && !OperatingSystem.IsWindows())
        {
            // Whoever reads these keys can write cookies: nobody but this user.
            Directory.CreateDirectory(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        options.XmlRepository = new FileSystemXmlRepository(keys, loggers);
    }
}
