using System.Buffers.Binary;
using System.IO.Hashing;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// The last eight bytes of a gzip file: checksum and length of its last part (RFC 1952). The framework's stream takes a file that is
/// cut off for one that ends, so the end has to be checked by what stands there.
/// </summary>
/// <param name="Checksum">CRC-32 of the last part.</param>
/// <param name="Length">Its length modulo 2³².</param>
internal readonly record struct GzipTrailer(uint Checksum, uint Length)
{
    /// <summary>The size of a trailer in bytes.</summary>
    internal const int Size = 8;

    /// <summary>Reads a trailer.</summary>
    /// <param name="bytes">The last eight bytes of a file.</param>
    internal static GzipTrailer Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));

    /// <summary>Whether what was unpacked ends as the trailer says. Files of one part are told by their length; of several, by the checksum of the last.</summary>
    /// <param name="path">What was unpacked.</param>
    /// <param name="bytes">Its length.</param>
    internal bool Fits(string path, long bytes)
    {
        if ((uint)bytes == Length)
        {
            return true;
        }

        if (bytes < Length)
        {
            return false;
        }

        using var content = new FileStream(path, FileMode.Open, FileAccess.Read);
        content.Position = bytes - Length;
        var checksum = new Crc32();
        checksum.Append(content);
        return checksum.GetCurrentHashAsUInt32() == Checksum;
    }
}
