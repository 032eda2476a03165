using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.KernelBench;

/// <summary>Reading a file of 20,000 rows with numbers, words and quoted words.</summary>
public class CsvBenchmarks
{
    private const int Rows = 20_000;

    private byte[] _file = [];

    /// <summary>Writes the file.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var text = new StringBuilder("age,work,pay,place,note\n");
        for (int row = 0; row < Rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{20 + (row % 50)},Private,{row * 1.25},\"Here, there\",\"a \"\"b\"\" {row}\"\n");
        }

        _file = Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>All fields of all rows; each figure is of one row.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public long Read()
    {
        using var reader = new CsvReader(new MemoryStream(_file));
        long bytes = 0;
        while (reader.Read())
        {
            for (int field = 0; field < reader.FieldCount; field++)
            {
                bytes += reader.Field(field).Length;
            }
        }

        return bytes;
    }
}
