using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Core.Tabular.Scanning;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Values;

/// <summary>For any column and any cell, all ways in give the same value or the same refusal.</summary>
public sealed class ReadingLaws
{
    private static readonly string[] s_words = ["a", "b", "New York", "10", "2E2", "1.0", "007", "NA", "Yes", "no", "été", "日本"];

    private static readonly string[] s_cells =
    [
        .. s_words, "A", "new york", "10.0", "1", "1E1", "200", "7", "", "-", "?", "na", "n/a", "NULL", "-999", "nan", "yes", "No", "true", "0", "oui",
        "5", "-5", "+5", "5.", ".5", "1,5", "1.5", "1,234", "1.234", "1,234.50", "1.234,50", "1 234,50", "1\u00A0234,5", "1'234.5", "(5)", "5-", "−5", "1e3", "1,5e3", "--5", "1,23,456",
        "$5", "5 $", "$1,234.50", "-$5", "($5)", "5 €", "12%", "12 %", "7 kg", "7kg", "7 lb", "0x1F", "12a",
        "2024-03-04", "2024-03", "2024-03-04T10:00:00Z", "2024-03-04 10:00", "2024-03-04T10:00+02:00", "03/04/2024", "31/12/2024", "12/31/2024", "31.12.2024", "31.12.24", "3/4/24", "4 Mar 2024",
        "March 4, 2024", "2006-07", "4411-12", "30.02.2024", "2024-13-01", "20240304", "11/01/2024",
        "inf", "-Infinity", "∞", "1e39", "-1e400", "Infinite", "3.4e38",
    ];

    [Fact]
    public void All_routes_read_a_cell_alike()
    {
        Gen<FeatureSignature> feature = Features();
        Gen<string> cell = from core in Gen.Elements(s_cells)
                           from before in Gen.Elements("", "", " ", "\t", "\u00A0", "\u200B")
                           from behind in Gen.Elements("", "", " ", "  ", "\u3000", "\uFEFF")
                           select before + core + behind;

        Prop.ForAll(feature.ToArbitrary(), cell.ToArbitrary(), Agree).Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    private static Gen<FeatureSignature> Features()
    {
        Gen<MissingSet> missing = Gen.Elements(MissingSet.Usual, MissingSet.Of([]), MissingSet.Of(["-", "-999", "n/a"]));
        Gen<NumberFormat?> numbers = Gen.Elements<NumberFormat?>(null, Format("1,5"), Format("1.234,50"), Format("1,234.50"), Format("$1,234.50"), Format("1.5%"), Format("1 234,50"), Format("1.5 kg"));
        Gen<DateFormat?> dates = Gen.Elements<DateFormat?>(
            null, DateFormat.Unambiguous, DateFormat.TryRead("dd/MM/yyyy"), DateFormat.TryRead("MM/dd/yyyy"), DateFormat.TryRead("MM/dd/yy"), DateFormat.TryRead("yyyy-MM"), DateFormat.TryRead("iso +02:00"));
        return from type in Gen.Elements(ColumnType.Numeric, ColumnType.DateTime, ColumnType.Categorical)
               from markers in missing
               from number in numbers
               from date in dates
               from nullable in Gen.Elements(true, false)
               from infinite in Gen.Elements(true, false)
               select new FeatureSignature
               {
                   Name = "x",
                   Type = type,
                   Nullable = nullable,
                   Categories = type == ColumnType.Categorical ? [.. s_words.Order(StringComparer.Ordinal)] : [],
                   Reading = new ColumnReading
                   {
                       Type = type,
                       Missing = markers,
                       Number = type == ColumnType.Numeric ? number : null,
                       Date = type == ColumnType.DateTime ? date ?? DateFormat.Unambiguous : null,
                       InfiniteIsMissing = infinite && type == ColumnType.Numeric && number is null,
                   },
               };
    }

    private static NumberFormat? Format(string example) => NumberFormat.TryRead(example);

    private static bool Agree(FeatureSignature feature, string cell)
    {
        var signature = new ModelSignature([feature], "y", TaskKind.Regression, [], []);
        double?[] answers =
        [
            Refusable(() => new FeatureCodec(feature).TryEncode(FeatureValue.Of(cell.AsSpan()), out double value) is null ? value : throw new InvalidException("x", "refused")),
            Refusable(() => ByCell(feature, cell)),
            Refusable(() => ByJson(signature, JsonSerializer.Serialize(new Dictionary<string, string> { ["x"] = cell }))),
            Refusable(() => ByJson(signature, JsonSerializer.Serialize(new[] { cell }))),
            Refusable(() => new FeatureRowReader(signature).Read(new Dictionary<string, object?> { ["x"] = cell }).Values[0]),
            Refusable(() => ByUpload(feature, cell)),
        ];

        // Models see floats, and tables may hold them.
        return answers.All(answer => ((float?)answer).Equals((float?)answers[0]))
            ? true
            : throw new InvalidOperationException($"'{cell}' in {feature.Reading}: {string.Join(" | ", answers.Select(answer => answer?.ToString("R", null) ?? "refused"))}");
    }

    private static double? Refusable(Func<double> read)
    {
        try
        {
            return read();
        }
        catch (InvalidException)
        {
            return null;
        }
    }

    // As batch jobs read: by bytes where that is enough.
    private static double ByCell(FeatureSignature feature, string cell)
    {
        var codec = new FeatureCodec(feature);
        return codec.TryEncodeCell(Encoding.UTF8.GetBytes(cell), out double value) || codec.TryEncode(FeatureValue.Of(cell.AsSpan()), out value) is null
            ? value
            : throw new InvalidException("x", "refused");
    }

    private static double ByJson(ModelSignature signature, string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        double[] row = new double[1];
        new FeatureReader(signature).Read(ref reader, row, "features");
        return row[0];
    }

    // The column is stored as its owner says, and read into a table as training does.
    private static double ByUpload(FeatureSignature feature, string cell)
    {
        ColumnReading reading = feature.Reading!;

        // Infinite numbers are missing where finite ones stand beside them; a column of nothing else holds no numbers.
        byte[] file = Encoding.UTF8.GetBytes($"x,k\n\"{cell}\",1\n{(reading.InfiniteIsMissing ? "5,1\n" : "")}");
        var said = new ColumnOverride { Type = feature.Type, Missing = reading.Missing, Number = feature.Type == ColumnType.Numeric ? reading.Number ?? NumberFormat.Plain : null, Date = reading.Date };
        TableScan scan = TableScan.Run(
            new MemoryStream(file), CsvFormat.Default, null, TableOverrides.None with { Columns = new Dictionary<string, ColumnOverride> { ["x"] = said } });
        DataTable table = TableReader.Read(new MemoryStream(file), CsvFormat.Default, scan.Schema, reading.InfiniteIsMissing ? 2 : 1);
        double value = SourceColumns.Read(feature, table.Find("x")!)[0];
        return double.IsNaN(value) && !feature.Nullable ? throw new InvalidException("x", "missing") : value;
    }
}
