using System.Collections.Concurrent;
using System.IO.Compression;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>The shared data sets as tables, each read once.</summary>
internal static class SharedTable
{
    private static readonly ConcurrentDictionary<string, DataTable> s_tables = new(StringComparer.Ordinal);

    public static DataTable Read(string file) => s_tables.GetOrAdd(file, name =>
    {
        byte[] bytes = BytesOf(SharedData.Find(name));
        CsvFormat format = CsvFormatDetector.Detect(new MemoryStream(bytes));
        TableScan scan = TableScan.Run(new MemoryStream(bytes), format);
        return TableReader.Read(new MemoryStream(bytes), format, scan.Schema, scan.Rows);
    });

    private static byte[] BytesOf(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllBytes(path);
        }

        using var content = new MemoryStream();
        using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        unzipped.CopyTo(content);
        return content.ToArray();
    }
}
