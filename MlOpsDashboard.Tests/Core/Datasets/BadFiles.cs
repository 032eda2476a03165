using System.IO.Compression;
using System.Text;

namespace MlOpsDashboard.Tests.Core.Datasets;

/// <summary>Files that are no tables. By name, because test data is copied into the names of tests.</summary>
internal static class BadFiles
{
    public static byte[] Named(string what) => what switch
    {
        "empty" => [],
        "header only" => "a,b\n"u8.ToArray(),
        "ragged" => "a,b\n1,2\n3\n"u8.ToArray(),
        "broken quote" => "a,b\n1,\"2\n"u8.ToArray(),
        "NUL" => "a,b\n1,2\n3,\0\n"u8.ToArray(),
        "wrong encoding" => [.. "a,b\nü,1\n"u8, 0xE9, .. ",2\n"u8],
        "duplicate names" => "a,b,a\n1,2,3\n"u8.ToArray(),
        "5,000 columns" => Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 5000).Select(i => $"c{i}")) + "\n"),
        "10 MB field" => Encoding.UTF8.GetBytes("a,b\n1," + new string('x', 10 << 20) + "\n"),
        "cut gzip" => Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i},{i * 7919 % 1009}\n"))))[..5000],
        "bomb" => Gzip(new byte[200 << 20], CompressionLevel.SmallestSize),
        "ZIP" => [0x50, 0x4B, 3, 4, 0, 0, 0],
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    public static byte[] Gzip(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
