using System.Text;
using System.Text.Json;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Serving.Inputs;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Serving;

public sealed class FeatureReaderTests
{
    private static readonly ModelSignature s_signature = new(
        [
            new FeatureSignature { Name = "age", Type = ColumnType.Numeric, Nullable = false },
            new FeatureSignature { Name = "income", Type = ColumnType.Numeric, Nullable = true },
            new FeatureSignature { Name = "job", Type = ColumnType.Categorical, Nullable = true, Categories = ["clerk", "cook", "Größe \"9\""] },
            new FeatureSignature { Name = "grade", Type = ColumnType.Categorical, Nullable = true, Categories = ["1", "2", "2.5"] },
            new FeatureSignature { Name = "member", Type = ColumnType.Boolean, Nullable = true, Categories = ["No", "Yes"] },
            new FeatureSignature { Name = "since", Type = ColumnType.DateTime, Nullable = true },
        ],
        "bought",
        TaskKind.Binary,
        ["no", "yes"],
        [new IgnoredColumn("customer_id", "It names each row.")]);

    private static readonly FeatureReader s_reader = new(s_signature);

    [Fact]
    public void An_object_is_read_in_any_order_and_what_lacks_is_missing()
    {
        double[] values = Read("""{"job":"cook","age":39}""", out int unseen);

        Assert.Equal([39, double.NaN, 1, double.NaN, double.NaN, double.NaN], values);
        Assert.Equal(0, unseen);
    }

    [Fact]
    public void An_array_is_read_in_signature_order() =>
        Assert.Equal([39, 1.5, 0, 1, 1, 86400], Read("""[39,"1.5","clerk",2,true,"1970-01-02"]""", out _));

    [Theory]
    [InlineData("39", 39)]
    [InlineData("\"39\"", 39)]
    [InlineData("\" 3.9e1 \"", 39)]
    [InlineData("-0.5", -0.5)]
    public void A_number_may_be_a_string(string json, double expected) =>
        Assert.Equal(expected, Read($$"""{"age":{{json}}}""", out _)[0]);

    [Theory]
    [InlineData("1", 0)]
    [InlineData("1.0", 0)]
    [InlineData("\"1\"", 0)]
    [InlineData("\"1.0\"", 0)]
    [InlineData("2.50", 2)]
    [InlineData("7", -1)]
    [InlineData("\"seven\"", -1)]
    public void A_category_may_be_a_number_in_any_plain_form(string json, double expected) =>
        Assert.Equal(expected, Read($$"""{"age":1,"grade":{{json}}}""", out _)[3]);

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    [InlineData("1", 1)]
    [InlineData("0", 0)]
    [InlineData("\"Yes\"", 1)]
    [InlineData("\"no\"", 0)]
    [InlineData("\"TRUE\"", 1)]
    [InlineData("\"0\"", 0)]
    public void A_boolean_takes_many_words(string json, double expected) =>
        Assert.Equal(expected, Read($$"""{"age":1,"member":{{json}}}""", out _)[4]);

    [Theory]
    [InlineData("\"2026-03-31\"", 1774915200)]
    [InlineData("\"2026-03-31T12:30:00Z\"", 1774960200)]
    [InlineData("\"2026-03-31T14:30:00+02:00\"", 1774960200)]
    public void A_date_is_read_as_utc(string json, double expected) =>
        Assert.Equal(expected, Read($$"""{"age":1,"since":{{json}}}""", out _)[5]);

    [Fact]
    public void Unseen_words_are_allowed_and_counted()
    {
        double[] values = Read("""{"age":1,"job":"astronaut","grade":"Z"}""", out int unseen);

        Assert.Equal(FeatureRow.Unseen, values[2]);
        Assert.Equal(2, unseen);
    }

    [Fact]
    public void Escaped_names_and_words_are_the_same_as_plain_ones() =>
        Assert.Equal(2, Read("""{"\u0061ge":1,"job":"Gr\u00f6\u00dfe \"9\""}""", out _)[2]);

    [Fact]
    public void A_column_of_the_data_that_the_model_leaves_out_is_accepted() =>
        Assert.Equal(1, Read("""{"age":1,"customer_id":"A7","bought":"yes"}""", out _)[0]);

    [Theory]
    [InlineData("""{"age":"old"}""", "features.age")]
    [InlineData("""{"age":true}""", "features.age")]
    [InlineData("""{"age":null}""", "features.age")]
    [InlineData("""{}""", "features.age")]
    [InlineData("""{"age":1e400}""", "features.age")]
    [InlineData("""{"age":1e39}""", "features.age")]
    [InlineData("""{"age":"NaN"}""", "features.age")]
    [InlineData("""{"age":"Infinity"}""", "features.age")]
    [InlineData("""{"age":{"a":1}}""", "features.age")]
    [InlineData("""{"age":[1]}""", "features.age")]
    [InlineData("""{"age":1,"age":2}""", "features.age")]
    [InlineData("""{"age":1,"agee":2}""", "features.agee")]
    [InlineData("""{"age":1,"job":5}""", "features.job")]
    [InlineData("""{"age":1,"job":true}""", "features.job")]
    [InlineData("""{"age":1,"job":[]}""", "features.job")]
    [InlineData("""{"age":1,"member":"maybe"}""", "features.member")]
    [InlineData("""{"age":1,"member":2}""", "features.member")]
    [InlineData("""{"age":1,"since":"soon"}""", "features.since")]
    [InlineData("""{"age":1,"since":5}""", "features.since")]
    [InlineData("""{"age":1,"job":"\ud800"}""", "features.job")]
    [InlineData("""[1,2]""", "features")]
    [InlineData("""[1,null,null,null,null,null,null]""", "features")]
    [InlineData("\"age\"", "features")]
    [InlineData("null", "features")]
    public void A_mistake_is_named_by_its_field(string json, string field)
    {
        var exception = Assert.Throws<InvalidException>(() => Read(json, out _));

        Assert.Equal([field], exception.Errors.Keys);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var exception = Assert.Throws<InvalidException>(() => Read("""{"age":"x","income":"y","extra":1}""", out _));

        Assert.Equal(["features.age", "features.extra", "features.income"], exception.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_row_reader_for_pages_agrees()
    {
        string[] requests =
        [
            """{"age":39,"job":"cook","grade":1.0,"member":"Yes","since":"2026-03-31"}""",
            """{"age":"7","income":"2.25","job":"baker","grade":"2.5","member":0}""",
        ];
        foreach (string request in requests)
        {
            FeatureRow expected = new FeatureRowReader(s_signature).Read(JsonDocument.Parse(request).RootElement);

            Assert.Equal(expected.Values.ToArray(), Read(request, out _));
        }
    }

    [Fact]
    public async Task Nothing_is_allocated_for_a_good_request()
    {
        byte[] json = """{"age":39,"income":1.25,"job":"cook","grade":"1.0","member":true,"since":"2026-03-31"}"""u8.ToArray();
        double[] values = new double[s_reader.Width];
        void Once()
        {
            var reader = new Utf8JsonReader(json, EnvelopeReader.JsonOptions);
            s_reader.Read(ref reader, values, "features");
        }

        // The framework's precompiled code boxes enums until it has been compiled anew for this machine, after some calls.
        await Wait.UntilAsync(() => AllocatedBy(Once) == 0);
    }

    private static long AllocatedBy(Action once)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            once();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double[] Read(string json, out int unseen)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), EnvelopeReader.JsonOptions);
        double[] values = new double[s_reader.Width];
        unseen = s_reader.Read(ref reader, values, "features");
        return values;
    }
}
