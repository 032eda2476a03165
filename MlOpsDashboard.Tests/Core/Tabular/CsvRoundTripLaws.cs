using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Tabular;

public sealed class CsvRoundTripLaws
{
    private const string Alphabet = "ab,;\t|\"\"\r\n é€𝄞\uFEFF";

    [Fact]
    public void What_is_written_is_read_back()
    {
        Gen<string> field = Gen.Elements(Alphabet.EnumerateRunes().Select(rune => rune.ToString()).ToArray())
            .ListOf().Select(parts => string.Concat(parts));
        Gen<string[][]> table =
            from columns in Gen.Choose(1, 6)
            from rows in field.ArrayOf(columns).ArrayOf()
            select rows;

        Prop.ForAll(table.ToArbitrary(), rows => Same(rows, RoundTrip(rows))).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool Same(string[][] expected, string[][] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(pair => pair.First.SequenceEqual(pair.Second, StringComparer.Ordinal));

    private static string[][] RoundTrip(string[][] rows)
    {
        var text = new StringWriter();
        using (var writer = new CsvWriter(text))
        {
            foreach (string[] row in rows)
            {
                writer.Row(row);
            }
        }

        using var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text.ToString())));
        var read = new List<string[]>();
        while (reader.Read())
        {
            read.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.Text)]);
        }

        return [.. read];
    }
}
