using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Keeps the settings of channels from who reads the database: they open with the keys of the data folder only.</summary>
internal sealed class ChannelVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("MlOpsDashboard.Alerts.Channels");

    /// <summary>Closes settings.</summary>
    public string Close(ChannelSettings settings) => _protector.Protect(JsonSerializer.Serialize(settings));

    /// <summary>Opens settings.</summary>
    /// <exception cref="ChannelException">The keys that closed them are gone.</exception>
    public ChannelSettings Open(string closed)
    {
        try
        {
            return JsonSerializer.Deserialize<ChannelSettings>(_protector.Unprotect(closed))!;
        }
        catch (CryptographicException exception)
        {
            throw new ChannelException("The keys that protect its settings are not in the data folder any more: make the channel anew.", exception);
        }
    }
}
