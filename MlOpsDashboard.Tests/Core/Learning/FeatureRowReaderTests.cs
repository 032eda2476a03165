using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning;

public sealed class FeatureRowReaderTests
{
    private static readonly ModelSignature s_signature = new(
        [
            new FeatureSignature { Name = "age", Type = ColumnType.Numeric, Nullable = false },
            new FeatureSignature { Name = "grade", Type = ColumnType.Categorical, Nullable = true, Categories = ["1", "2.0", "x"] },
            new FeatureSignature { Name = "member", Type = ColumnType.Boolean, Nullable = true, Categories = ["No", "Yes"] },
            new FeatureSignature { Name = "at", Type = ColumnType.DateTime, Nullable = true },
        ],
        "y",
        TaskKind.Binary,
        ["a", "b"],
        [new IgnoredColumn("id", "It is an identifier.")]);

    [Theory]
    [InlineData("""{"age": 39}""", new[] { 39, double.NaN, double.NaN, double.NaN })]
    [InlineData("""{"age": "39.5", "grade": 1.0, "member": true, "at": "1970-01-02"}""", new[] { 39.5, 0, 1, 86400 })]
    [InlineData("""{"age": 1, "grade": 2, "member": 0, "at": "1970-01-01T01:00:00+01:00"}""", new[] { 1, 1, 0, 0.0 })]
    [InlineData("""{"age": 1, "grade": "unheard-of", "member": "Yes", "id": 7, "y": "a"}""", new[] { 1, -1, 1, double.NaN })]
    [InlineData("""[1, "x", "no", null]""", new[] { 1, 2, 0, double.NaN })]
    public void Values_are_read_by_the_rules_of_the_contract(string json, double[] expected)
    {
        FeatureRow row = new FeatureRowReader(s_signature).Read(JsonDocument.Parse(json).RootElement);

        Assert.Equal(expected, row.Values.ToArray());
    }

    [Theory]
    [InlineData("""{"grade": "x"}""", "age")]
    [InlineData("""{"age": null}""", "age")]
    [InlineData("""{"age": "old"}""", "age")]
    [InlineData("""{"age": [1]}""", "age")]
    [InlineData("""{"age": 1e999}""", "age")]
    [InlineData("""{"age": 1, "member": "perhaps"}""", "member")]
    [InlineData("""{"age": 1, "member": 2}""", "member")]
    [InlineData("""{"age": 1, "at": "soon"}""", "at")]
    [InlineData("""{"age": 1, "at": 5}""", "at")]
    [InlineData("""{"age": 1, "shoe_size": 5}""", "shoe_size")]
    [InlineData("""[1, 2]""", "features")]
    [InlineData("7", "features")]
    public void A_wrong_field_is_named(string json, string field)
    {
        var exception = Assert.Throws<InvalidException>(() => new FeatureRowReader(s_signature).Read(JsonDocument.Parse(json).RootElement));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public void What_is_written_can_be_read_again()
    {
        var reader = new FeatureRowReader(s_signature);
        FeatureRow row = new([0.1f, 2, 1, 86400]);

        FeatureRow again = reader.Read(reader.Write(row));

        Assert.Equal(Array.ConvertAll(row.Values.ToArray(), value => (float)value), Array.ConvertAll(again.Values.ToArray(), value => (float)value));
        Assert.Equal(0.1, reader.Write(row)["age"]);
    }
}
