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
        // This runs before the database starter does, and the repository makes its folder at once.
        folder.Create();
        options.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(folder.Keys), loggers);
    }
}
