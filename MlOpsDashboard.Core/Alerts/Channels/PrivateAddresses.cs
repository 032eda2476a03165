using System.Net;
using System.Net.Sockets;

namespace MlOpsDashboard.Core.Alerts.Channels;

/// <summary>Tells addresses of the internet from those of this machine, its network and its cloud's metadata.</summary>
internal static class PrivateAddresses
{
    // By RFC 6890 and its registry: everything that no public server has.
    private static readonly IPNetwork[] s_networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "64:ff9b:1::/48",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // Addresses of version 6 that stand for one of version 4, and where in them it lies.
    private static readonly (IPNetwork Network, int At)[] s_wrapped =
    [
        (IPNetwork.Parse("::/96"), 12), (IPNetwork.Parse("64:ff9b::/96"), 12), (IPNetwork.Parse("2002::/16"), 2),
    ];

    /// <summary>Whether an address is none of the internet.</summary>
    /// <param name="address">The address.</param>
    public static bool Contain(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (Array.Exists(s_networks, network => network.Contains(address)))
        {
            return true;
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        byte[] bytes = address.GetAddressBytes();
        return Array.Exists(s_wrapped, one => one.Network.Contains(address) && Contain(new IPAddress(bytes.AsSpan(one.At, 4))));
    }

    /// <summary>Whether the host of an address is private by its looks alone: a literal address, or a name of this machine.</summary>
    /// <param name="url">The address.</param>
    public static bool IsNamedBy(Uri url) => url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        ? Contain(IPAddress.Parse(url.IdnHost))
        : url.IdnHost.TrimEnd('.') is var host
            && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));
}
