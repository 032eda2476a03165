using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>
/// Files of the forms that people really send, uploaded with the defaults. What each is expected to be read as comes from
/// <c>shared/cases/README.md</c>, which names where each was reported.
/// </summary>
public sealed class ReadingCasesTests
{
    [SharedDataTheory("../cases/form_currency.csv")]
    [InlineData("form_currency.csv", "amount", "numeric", "$1.5")]
    [InlineData("form_percent.csv", "amount", "numeric", "1.5%")]
    [InlineData("form_thousands_quoted.csv", "amount", "numeric", "1,234.50")]
    [InlineData("form_decimal_comma.csv", "amount", "numeric", "1,5")]
    [InlineData("form_unit.csv", "amount", "numeric", "1.5 kg")]
    [InlineData("us_dates.csv", "when", "datetime", "MM/dd/yyyy")]
    [InlineData("season.csv", "season", "categorical", null)]
    [InlineData("account_codes.csv", "account", "categorical", null)]
    [InlineData("hex_codes.csv", "code", "categorical", null)]
    [InlineData("long_codes.csv", "sscc", "categorical", null)]
    [InlineData("offset_target.csv", "y", "numeric", null)]
    [InlineData("feat_epoch.csv", "ts", "numeric", null)]
    public async Task Columns_are_read_as_their_owner_expects(string file, string column, string type, string? format)
    {
        await using var app = new CaseApp();

        JsonElement version = await app.StoreAsync(file);

        JsonElement found = version.GetProperty("columns").EnumerateArray().Single(one => one.GetProperty("name").GetString() == column);
        Assert.Equal(type, found.GetProperty("type").GetString());
        Assert.Equal(format, found.TryGetProperty("format", out JsonElement written) ? written.GetString() : null);
        Assert.DoesNotContain(version.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("identifier", StringComparison.Ordinal));
        if (type == "numeric" && format is not null)
        {
            Assert.Contains(version.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("columns.amount.", StringComparison.Ordinal));
        }
    }

    [SharedDataTheory("../cases/last_named.csv")]
    [InlineData("pandas_ints_target.csv", "0,1,2,target", null)]
    [InlineData("pandas_ints_target.csv", "0,1,2,target", "target")]
    [InlineData("last_named.csv", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,target", null)]
    [InlineData("last_named.csv", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,target", "target")]
    [InlineData("years_header.csv", "country,2019,2020,2021", null)]
    [InlineData("header_in_values.csv", "spam,text", null)]
    [InlineData("repeat_header.csv", "id,x,y", null)]
    [InlineData("sep_line_2col.csv", "price,grade", null)]
    [InlineData("sep_line_3col.csv", "id,price,grade", null)]
    [InlineData("sep_line_bom.csv", "price,grade", null)]
    [InlineData("double_bom.csv", "id,x,y", null)]
    [InlineData("zwsp_header.csv", "id,x,y", null)]
    [InlineData("ws_lines.csv", "a,b", null)]
    public async Task The_header_is_found(string file, string names, string? target)
    {
        await using var app = new CaseApp();

        JsonElement version = await app.StoreAsync(file, target: target);

        Assert.Equal(names.Split(','), version.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        bool doubtful = version.GetProperty("warnings").EnumerateArray().Any(warning => warning.GetString()!.Contains("set header to", StringComparison.Ordinal));
        Assert.Equal(target is null && file is "pandas_ints_target.csv" or "last_named.csv" or "years_header.csv" or "header_in_values.csv" && target is null, doubtful);
    }

    [SharedDataFact("../cases/repeat_header.csv")]
    public async Task A_repeated_header_is_told_with_its_line()
    {
        await using var app = new CaseApp();
        string[] lines = await File.ReadAllLinesAsync(SharedData.Find("../cases/repeat_header.csv"));
        int line = Array.LastIndexOf(lines, lines[0]) + 1;

        JsonElement version = await app.StoreAsync("repeat_header.csv");

        Assert.Contains(version.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains($"on line {line}", StringComparison.Ordinal));
        Assert.Equal(lines.Length - 2, version.GetProperty("rows").GetInt32());
        Assert.Equal("numeric", version.GetProperty("columns")[1].GetProperty("type").GetString());
    }

    [SharedDataFact("../cases/cp1251.csv")]
    public async Task A_guessed_encoding_is_told_and_can_be_named()
    {
        await using var app = new CaseApp();
        byte[] file = await File.ReadAllBytesAsync(SharedData.Find("../cases/cp1251.csv"));

        (_, JsonElement guessed) = await app.SendAsync(file, "", null, "/api/datasets/preview");
        (HttpStatusCode status, JsonElement named) = await app.SendAsync(file, "d", null, "/api/datasets", ("encoding", "windows-1251"));
        (HttpStatusCode unknown, JsonElement refusal) = await app.SendAsync(file, "e", null, "/api/datasets", ("encoding", "klingon"));

        Assert.Contains(guessed.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("encoding is guessed", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("город", named.GetProperty("columns")[0].GetProperty("name").GetString());
        Assert.DoesNotContain(named.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("guessed", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, unknown);
        Assert.True(refusal.GetProperty("errors").TryGetProperty("encoding", out _));
    }

    [SharedDataFact("../cases/lfs_pointer.csv", "../cases/space_sep.csv")]
    public async Task What_is_no_table_is_refused_or_told()
    {
        await using var app = new CaseApp();

        (HttpStatusCode pointer, JsonElement refusal) = await app.SendAsync(await File.ReadAllBytesAsync(SharedData.Find("../cases/lfs_pointer.csv")), "p");
        JsonElement spaces = await app.StoreAsync("space_sep.csv", "s");
        JsonElement three = await app.StoreAsync("space_sep.csv", "t", null, ("separator", "space"));

        Assert.Equal(HttpStatusCode.BadRequest, pointer);
        Assert.Contains("Git LFS pointer", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(spaces.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("separator", StringComparison.Ordinal));
        Assert.Equal(3, three.GetProperty("columns").GetArrayLength());
    }

    [Theory]
    [InlineData("1,234\\n5,678\\n", ";", "categorical", "can be read in two ways")]
    [InlineData("12%\\n13%\\n14%\\n15%\\n16%\\n17%\\nnone\\n18%\\n", ";", "categorical", "'none' is not")]
    [InlineData("03/04/2024\\n05/06/2024\\n", ",", "categorical", "cannot be told apart")]
    [InlineData("10\\n2E2\\n35\\n", ",", "numeric", "scientific notation")]
    [InlineData("1.234\\n2.500\\n", ";", "numeric", "decimal point")]
    [InlineData("US\\nNA\\nFR\\n", ",", "categorical", "counts as missing")]
    [InlineData("12345678901234567891\\n12345678901234567892\\n", ",", "categorical", "so many digits")]
    [InlineData("2023-01\\n2023-02\\n2023-03\\n2023-04\\n", ",", "datetime", "read as months")]
    [InlineData("31.12.24\\n01.02.25\\n", ";", "datetime", "two digits")]
    [InlineData("(1,234.50)\\n99.00\\n", "\t", "numeric", "is -1234.5")]
    [InlineData("1 234,50\\n99,00\\n", ";", "numeric", "is 1234.5")]
    [InlineData("1'234.50\\n99.00\\n", ";", "numeric", "is 1234.5")]
    public async Task A_doubt_names_the_column_a_value_and_the_setting(string values, string separator, string type, string told)
    {
        await using var app = new CaseApp();
        string table = $"id{separator}x\n" + string.Join('\n', values.Replace("\\n", "\n", StringComparison.Ordinal).TrimEnd().Split('\n').Select((value, row) => $"r{row}{separator}{value}")) + "\n";

        JsonElement version = await app.StoreTextAsync(table);

        Assert.Equal(type, version.GetProperty("columns")[1].GetProperty("type").GetString());
        Assert.Contains(version.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!), warning => warning.Contains(told, StringComparison.Ordinal) && warning.Contains('x'));
    }

    [Fact]
    public async Task What_is_said_of_columns_counts_and_is_kept_by_the_next_version()
    {
        await using var app = new CaseApp();
        const string First = "when;country;price;ok\n03/04/2024;NA;1,234;ja\n05/06/2024;FR;2,500;nein\n";
        const string Said = """{"when":{"type":"datetime","format":"MM/dd/yyyy"},"country":{"missing":[]},"price":{"format":"1,5"},"ok":{"format":"ja/nein"}}""";
        (HttpStatusCode status, JsonElement version) = await app.SendAsync(Encoding.UTF8.GetBytes(First), "d", null, "/api/datasets", ("columns", Said));
        JsonElement next = await app.StoreTextAsync("when;country;price;ok\n07/08/2024;NA;3,125;nein\n");
        JsonElement misfit = await app.StoreTextAsync("when;country;price;ok\n07/08/2024;NA;free;nein\n");

        Assert.Equal(HttpStatusCode.Created, status);
        foreach (JsonElement one in new[] { version, next })
        {
            JsonElement[] columns = [.. one.GetProperty("columns").EnumerateArray()];
            Assert.Equal(["datetime", "categorical", "numeric", "boolean"], columns.Select(column => column.GetProperty("type").GetString()));
            Assert.Equal(["MM/dd/yyyy", null, "1,5", "ja/nein"], columns.Select(column => column.GetProperty("format").GetString()));
            Assert.Equal(0, columns[1].GetProperty("missing").GetInt32());
        }

        Assert.Contains(
            misfit.GetProperty("warnings").EnumerateArray(),
            warning => warning.GetString()!.Contains("'price' no longer fits", StringComparison.Ordinal) && warning.GetString()!.Contains("'free' on line 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_content_read_otherwise_is_another_version()
    {
        await using var app = new CaseApp();
        byte[] file = "when,y\n03/04/2024,1\n05/06/2024,2\n"u8.ToArray();

        (HttpStatusCode first, JsonElement words) = await app.SendAsync(file, "d");
        (HttpStatusCode second, JsonElement dates) = await app.SendAsync(file, "d", null, "/api/datasets", ("columns", """{"when":{"format":"dd/MM/yyyy"}}"""));
        (HttpStatusCode again, JsonElement same) = await app.SendAsync(file, "d", null, "/api/datasets", ("columns", """{"when":{"format":"dd/MM/yyyy"}}"""));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK], [first, second, again]);
        Assert.Equal([1, 2, 2], new[] { words, dates, same }.Select(one => one.GetProperty("version").GetInt32()));
        Assert.Equal("datetime", dates.GetProperty("columns")[0].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"y":{"type":"numeric"}}""", "columns.y.type", "'b' on line 3")]
    [InlineData("""{"x":{"type":"datetime","format":"dd/MM/yyyy"}}""", "columns.x.format", "'1' on line 2")]
    [InlineData("""{"x":{"type":"number"}}""", "columns.x.type", "numeric, categorical")]
    [InlineData("""{"x":{"format":"1,234"}}""", "columns.x.format", "example")]
    [InlineData("""{"z":{"type":"text"}}""", "columns.z", "It has: x, y")]
    [InlineData("""{"x":{"kind":"text"}}""", "columns.x.kind", "type, format and missing")]
    [InlineData("""{"x":""", "columns", "valid JSON")]
    public async Task What_cannot_be_as_said_is_refused_with_the_field(string said, string field, string told)
    {
        await using var app = new CaseApp();

        (HttpStatusCode status, JsonElement body) = await app.SendAsync("x,y\n1,5\n2,b\n"u8.ToArray(), "d", null, "/api/datasets", ("columns", said));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, body.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_says_what_storing_would_find_and_stores_nothing()
    {
        await using var app = new CaseApp();
        byte[] file = "Datum;Betrag;Zweck\n31.12.2024;-1.234,56;Miete\n02.01.2025;45,00;Brot\n"u8.ToArray();

        (HttpStatusCode status, JsonElement preview) = await app.SendAsync(file, "bank", null, "/api/datasets/preview");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("utf-8", ";", true), (preview.GetProperty("encoding").GetString(), preview.GetProperty("separator").GetString(), preview.GetProperty("has_header").GetBoolean()));
        Assert.Equal(["datetime", "numeric", "categorical"], preview.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("type").GetString()));
        Assert.Equal("1.234,50", preview.GetProperty("columns")[1].GetProperty("format").GetString());
        Assert.Equal("-1.234,56", preview.GetProperty("columns")[1].GetProperty("examples")[0].GetString());
        Assert.Equal(2, preview.GetProperty("rows").GetArrayLength());
        using HttpResponseMessage stored = await app.Client.GetAsync("/api/datasets/bank");
        Assert.Equal(HttpStatusCode.NotFound, stored.StatusCode);
    }

    [Theory]
    [InlineData("when", "03/04/2024 05/06/2024", "datetime", "dd/MM/yyyy MM/dd/yyyy")]
    [InlineData("month", "2006-07 4411-12", "datetime", "yyyy-MM")]
    [InlineData("price", "1,234 2,500", "numeric", "1,234.50 1.234,50")]
    public async Task A_doubt_offers_the_formats_that_settle_it(string name, string values, string type, string offers)
    {
        await using var app = new CaseApp();
        byte[] file = Encoding.UTF8.GetBytes($"{name};x\n" + string.Concat(values.Split(' ').Select(value => $"{value};1\n")));
        (_, JsonElement preview) = await app.SendAsync(file, "d", null, "/api/datasets/preview");
        string[] offered = [.. preview.GetProperty("columns")[0].GetProperty("offers").EnumerateArray().Select(offer => offer.GetString()!)];

        Assert.Equal(offers.Split(' '), offered);
        foreach (string offer in offered)
        {
            (HttpStatusCode status, JsonElement settled) = await app.SendAsync(file, "d", null, "/api/datasets/preview", ("columns", $$$"""{"{{{name}}}":{"format":"{{{offer}}}"}}"""));
            JsonElement column = settled.GetProperty("columns")[0];

            Assert.Equal((HttpStatusCode.OK, type), (status, column.GetProperty("type").GetString()));
            Assert.Empty(column.GetProperty("offers").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_preview_reads_a_known_table_as_its_version_before()
    {
        await using var app = new CaseApp();
        (_, JsonElement first) = await app.SendAsync("when;x\n03/04/2024;1\n"u8.ToArray(), "known", null, "/api/datasets", ("columns", """{"when":{"format":"MM/dd/yyyy"}}"""));
        byte[] next = "when;x\n05/06/2024;2\n"u8.ToArray();

        (_, JsonElement preview) = await app.SendAsync(next, "known", null, "/api/datasets/preview");
        TablePreview ofHead = await app.Services.GetRequiredService<DatasetService>().PreviewAsync(new DatasetUpload("known", "known.csv"), next, default);

        Assert.Equal("MM/dd/yyyy", first.GetProperty("columns")[0].GetProperty("format").GetString());
        Assert.Equal("MM/dd/yyyy", preview.GetProperty("columns")[0].GetProperty("format").GetString());
        Assert.Equal("MM/dd/yyyy", ofHead.Columns[0].Schema.KnownReading.Format);
    }
}
