using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlOpsDashboard.Core;

/// <summary>The one place that makes identifiers.</summary>
public static class Ids
{
    private const int Bytes = 16;
    private const int RandomBytes = 10;

    // Random bytes come from the system; asking for many at once costs a request a tenth of what asking each time does.
    [ThreadStatic]
    private static byte[]? s_random;

    [ThreadStatic]
    private static int s_used;

    /// <summary>A new identifier of 32 lower-case hexadecimal digits, ordered by time (UUID version 7, RFC 9562).</summary>
    /// <param name="clock">Gives the time that the identifier carries.</param>
    public static string New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Span<byte> id = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(id, clock.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        Random().CopyTo(id[^RandomBytes..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(id);
    }

    private static ReadOnlySpan<byte> Random()
    {
        byte[] random = s_random ??= new byte[RandomBytes * 64];
        if (s_used == 0)
        {
            RandomNumberGenerator.Fill(random);
        }

        ReadOnlySpan<byte> taken = random.AsSpan(s_used, RandomBytes);
        s_used = (s_used + RandomBytes) % random.Length;
        return taken;
    }
}
