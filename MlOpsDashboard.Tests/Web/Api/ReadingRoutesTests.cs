using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using MlOpsDashboard.Tests.Support.OnnxRuntime;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>The same value gives the same answer whichever way it comes, as the owners of <c>shared/cases</c> expect.</summary>
public sealed class ReadingRoutesTests
{
    [SharedDataFact("../cases/us_dates.csv")]
    public async Task Dates_with_the_month_first_are_read_so_by_every_route()
    {
        await using var app = new CaseApp();
        await app.StoreAsync("us_dates.csv");
        await app.ServeAsync();

        double march = await app.AnswerAsync(new { when = "03/04/2024", noise = 0.5 });

        Assert.InRange(march, 28, 32);
        Assert.Equal(march, await app.AnswerAsync(new { when = "2024-03-04", noise = 0.5 }));
        Assert.Equal(march, await app.AnswerAsync(new object[] { "03/04/2024", 0.5 }));
        Assert.Equal(march, await app.InferAsync(("when", "03/04/2024"), ("noise", 0.5)), 1e-9);
        Assert.Equal([march], await app.CsvAsync("when,noise\n03/04/2024,0.5\n", regression: true));
        Assert.Equal([march], await app.JobAsync("when,noise\n03/04/2024,0.5\n", regression: true));
        Assert.InRange(await app.AnswerAsync(new { when = "12/31/2024", noise = 0.5 }), 115, 125);
        string[] lines = (await File.ReadAllTextAsync(SharedData.Find("../cases/us_dates.csv"))).TrimEnd().Split('\n');
        double[] stored = await app.JobAsync(null, regression: true);
        Assert.Equal(stored, await app.CsvAsync(string.Join('\n', lines), regression: true));
    }

    [Fact]
    public async Task A_date_that_can_be_two_is_refused_where_the_training_data_does_not_say_which()
    {
        await using var app = new CaseApp();
        await app.StoreTextAsync("when,y\n" + string.Concat(Enumerable.Range(0, 200).Select(day => $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{day}.5\n")));
        await app.ServeAsync();

        (HttpStatusCode status, JsonElement body) = await app.PredictAsync(new { when = "11/01/2024" });
        (HttpStatusCode clear, _) = await app.PredictAsync(new { when = "31/12/2024" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("ambiguous", body.GetProperty("errors").GetProperty("features.when")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, clear);
    }

    [Theory]
    [InlineData("inf", "-Infinity")]
    [InlineData("1e39", "-1e400")]
    public async Task Infinite_numbers_are_missing_where_the_training_data_had_some_and_refused_elsewhere(string one, string other)
    {
        await using var app = new CaseApp();
        await app.StoreTextAsync("some,none,y\n" + string.Concat(Enumerable.Range(0, 300).Select(row => $"{(row % 9 == 0 ? one : row % 50)},{row % 7},{row % 50}.5\n")));
        await app.ServeAsync();
        double missing = await app.AnswerAsync(new { some = (double?)null, none = 3 });

        Assert.Equal(missing, await app.AnswerAsync(new { some = one, none = 3 }));
        Assert.Equal(missing, await app.AnswerAsync(new { some = other, none = 3 }));
        Assert.Equal(missing, await app.InferAsync(("some", other), ("none", 3.0)), 1e-9);
        Assert.Equal([missing, missing], await app.CsvAsync($"some,none\n{one},3\n{other},3\n", regression: true));
        Assert.Equal([missing, missing], await app.JobAsync($"some,none\n{one},3\n{other},3\n", regression: true));
        (HttpStatusCode status, JsonElement body) = await app.PredictAsync(new { some = 1, none = one });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True(body.GetProperty("errors").TryGetProperty("features.none", out _), body.ToString());
    }

    [SharedDataTheory("../cases/na_country.csv", "../cases/skew.csv")]
    [InlineData("na_country.csv", "country=NA;grp=Gov;num=0.5", "country= na ;grp= Gov;num=0.5", null)]
    [InlineData("na_country.csv", "country=NA;grp=Gov;num=0.5", "country= NA ;grp=Gov ;num=0.5", """{"country":{"missing":[]}}""")]
    [InlineData("na_country.csv", "country=FR;grp=?;num=0.5", "country=FR;grp=;num=0.5", null)]
    [InlineData("skew.csv", "job=judge;seg=p", "job= judge ;seg=p ", null)]
    public async Task Words_are_read_alike_by_every_route(string file, string one, string other, string? said)
    {
        await using var app = new CaseApp();
        await app.StoreAsync(file, said: said is null ? [] : [("columns", said)]);
        string model = await app.ServeAsync();
        var answers = new List<double>();
        foreach (string row in new[] { one, other })
        {
            (string Name, object? Value)[] cells = [.. row.Split(';').Select(cell => cell.Split('=')).Select(cell => (cell[0], cell[0] == "num" ? 0.5 : (object?)cell[1]))];
            string csv = string.Join(',', cells.Select(cell => cell.Name)) + "\n" + string.Join(',', cells.Select(cell => cell.Value is double ? "0.5" : cell.Value)) + "\n";
            answers.Add(await app.AnswerAsync(cells.ToDictionary(cell => cell.Name, cell => cell.Value)));
            answers.Add(await app.InferAsync(cells));
            answers.AddRange(await app.CsvAsync(csv, regression: false));
            answers.AddRange(await app.JobAsync(csv, regression: false));
            using var session = new OnnxSession(await app.Client.GetByteArrayAsync($"/api/models/{model}/onnx"));
            OnnxValue[] said2 = session.Run(cells.ToDictionary(
                cell => cell.Name, cell => cell.Value is double number ? OnnxValue.Column((float[])[(float)number]) : OnnxValue.Column((string[])[(string)cell.Value!])));
            answers.Add(((float[])said2[^1].Values)[^1]);
        }

        Assert.All(answers, answer => Assert.Equal(answers[0], answer, 1e-5));
    }

    [SharedDataFact("../cases/na_country.csv")]
    public async Task A_country_called_NA_is_a_word_where_its_owner_says_so()
    {
        await using var app = new CaseApp();

        JsonElement version = await app.StoreAsync("na_country.csv", said: [("columns", """{"country":{"missing":[]}}""")]);
        await app.ServeAsync();
        (HttpStatusCode missing, _) = await app.PredictAsync(new { country = (string?)null, grp = "Gov", num = 0.5 });
        (HttpStatusCode word, _) = await app.PredictAsync(new { country = "NA", grp = "Gov", num = 0.5 });

        JsonElement country = version.GetProperty("columns")[0];
        Assert.Equal(0, country.GetProperty("missing").GetInt32());
        Assert.Equal([""], country.GetProperty("missing_values").EnumerateArray().Select(marker => marker.GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, missing);
        Assert.Equal(HttpStatusCode.OK, word);
    }

    [SharedDataTheory("../cases/long_codes.csv", "../cases/hex_codes.csv")]
    [InlineData("long_codes.csv", "sscc", "00340434161094021503", "00340434161094021500")]
    [InlineData("hex_codes.csv", "code", "1E1", "10")]
    [InlineData("hex_codes.csv", "code", "200", "2E2")]
    public async Task Codes_are_not_numbers(string file, string column, string unseen, string seen)
    {
        await using var app = new CaseApp();
        await app.StoreAsync(file);
        await app.ServeAsync();

        double never = await app.AnswerAsync(new Dictionary<string, object> { [column] = "never seen", ["z"] = 0.1 });
        double known = await app.AnswerAsync(new Dictionary<string, object> { [column] = seen, ["z"] = 0.1 });

        Assert.Equal(never, await app.AnswerAsync(new Dictionary<string, object> { [column] = unseen, ["z"] = 0.1 }));
        Assert.NotEqual(never, known);
        Assert.Equal([never], await app.CsvAsync($"{column},z\n{unseen},0.1\n", regression: false));
        Assert.Equal(never, await app.InferAsync((column, unseen), ("z", 0.1)), 1e-9);
    }

    [SharedDataFact("../cases/season.csv")]
    public async Task A_new_season_is_an_unseen_word()
    {
        await using var app = new CaseApp();
        await app.StoreAsync("season.csv");
        await app.ServeAsync();

        (HttpStatusCode status, _) = await app.PredictAsync(new { season = "2031-32", goals = 2 });

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [SharedDataTheory("../cases/form_currency.csv")]
    [InlineData("form_currency.csv", "$253.31", 253.31)]
    [InlineData("form_percent.csv", "253.31%", 253.31)]
    [InlineData("form_thousands_quoted.csv", "\"25,331.00\"", 25331)]
    [InlineData("form_decimal_comma.csv", "\"253,31\"", 253.31)]
    [InlineData("form_unit.csv", "253.3 kg", 253.3)]
    public async Task Formatted_numbers_are_read_alike_by_every_route(string file, string cell, double number)
    {
        await using var app = new CaseApp();
        await app.StoreAsync(file);
        await app.ServeAsync();
        string text = cell.Trim('"');

        double answer = await app.AnswerAsync(new { amount = number, z = 0.3 });

        Assert.Equal(answer, await app.AnswerAsync(new { amount = text, z = 0.3 }));
        Assert.Equal(answer, await app.AnswerAsync(new object[] { text, 0.3 }));
        Assert.Equal(answer, await app.InferAsync(("amount", text), ("z", 0.3)), 1e-9);
        Assert.Equal([answer], await app.CsvAsync($"amount,z\n{cell},0.3\n", regression: false));
        Assert.Equal([answer], await app.JobAsync($"amount,z\n{cell},0.3\n", regression: false));
        (HttpStatusCode refused, JsonElement body) = await app.PredictAsync(new { amount = "12 furlongs", z = 0.3 });
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Contains("written as", body.GetProperty("errors").GetProperty("features.amount")[0].GetString(), StringComparison.Ordinal);
    }

    [SharedDataFact("../cases/sep_line_2col.csv")]
    public async Task A_line_that_names_the_separator_is_read_in_predictions_too()
    {
        await using var app = new CaseApp();
        await app.StoreTextAsync("price;grade\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"{row};{(row % 2 == 0 ? 'a' : 'b')}\n")));
        await app.ServeAsync("grade", "gradient_boosting", "price");

        using MultipartFormDataContent form = TrainedApp.CsvFile("sep=;\nprice;note\n3;x\n");
        form.Add(new StringContent("m"), "model_name");
        using HttpResponseMessage reply = await app.Client.PostAsync("/api/predict/batch", form);

        string csv = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, csv);
        Assert.StartsWith("price;note;prediction", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("True,False", "true", "True")]
    [InlineData("True,False", "\"true\"", "True")]
    [InlineData("True,False", "1", "True")]
    [InlineData("True,False", "\" True\"", "True")]
    [InlineData("True,False", "false", "False")]
    [InlineData("yes,no", "\"Yes\"", "yes")]
    [InlineData("hi,lo", "\" hi\"", "hi")]
    [InlineData("1,0", "1.0", "1")]
    public async Task Feedback_takes_what_features_take(string classes, string actual, string expected)
    {
        await using var app = new CaseApp();
        string[] words = classes.Split(',');
        await app.StoreTextAsync("x,y\n" + string.Concat(Enumerable.Range(0, 80).Select(row => $"{row % 7},{words[row % 3 == 0 ? 0 : 1]}\n")));
        await app.ServeAsync();
        (_, JsonElement answer) = await app.PredictAsync(new { x = 3 });
        string id = answer.GetProperty("request_id").GetString()!;

        using HttpResponseMessage told = await app.Client.PostAsync(
            "/api/feedback", new StringContent($$"""{"request_id":"{{id}}","actual":{{actual}}}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());
        JsonElement stored = (await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=m&labelled=true")).GetProperty("items")[0];
        Assert.Equal(expected, stored.GetProperty("actual").ToString());
    }

    [SharedDataFact("../cases/label_variants.csv")]
    public async Task Classes_that_differ_in_case_only_stay_apart_and_files_of_feedback_have_any_separator()
    {
        await using var app = new CaseApp();
        JsonElement version = await app.StoreAsync("label_variants.csv");
        await app.ServeAsync("y", "linear", "x");
        (_, JsonElement first) = await app.PredictAsync(new { x = 3 });
        (_, JsonElement second) = await app.PredictAsync(new { x = 4 });
        string csv = $"\uFEFFrequest_id;actual\r\n{first.GetProperty("request_id").GetString()};Yes\r\n{second.GetProperty("request_id").GetString()}; no\r\n";

        using MultipartFormDataContent form = TrainedApp.CsvFile(csv);
        using HttpResponseMessage told = await app.Client.PostAsync("/api/feedback", form);

        string[] classes = [.. (await File.ReadAllLinesAsync(SharedData.Find("../cases/label_variants.csv")))[1..].Select(line => line.Split(',')[1].Trim()).Distinct()];
        Assert.Equal(classes.Length, version.GetProperty("columns")[1].GetProperty("distinct").GetInt32());
        Assert.True(told.IsSuccessStatusCode, await told.Content.ReadAsStringAsync());
        JsonElement[] stored = [.. (await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=m&labelled=true")).GetProperty("items").EnumerateArray()];
        Assert.Equal(["Yes", "no"], stored.Select(one => one.GetProperty("actual").ToString()).Order(StringComparer.Ordinal));
    }

    [SharedDataFact("../cases/us_dates.csv")]
    public async Task A_row_comes_back_by_feedback_as_the_training_read_it()
    {
        await using var app = new CaseApp();
        await app.StoreAsync("us_dates.csv");
        await app.ServeAsync();
        (_, JsonElement answer) = await app.PredictAsync(new { when = "03/04/2024", noise = 0.5 });
        using HttpResponseMessage told = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = answer.GetProperty("request_id").GetString(), actual = 30.5 });

        using HttpResponseMessage made = await app.Client.PostAsJsonAsync("/api/feedback/dataset", new { model_name = "m", include_original = true });

        JsonElement body = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(made.IsSuccessStatusCode, body.ToString());
        JsonElement version = body.TryGetProperty("version", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : body;
        string text = await app.Client.GetStringAsync($"/api/datasets/{version.GetProperty("dataset").GetString()}/versions/latest/content");
        Assert.Equal("2024-03-09,0.569,30.012", text.Split('\n')[1]);
        Assert.Equal("2024-03-04,0.5,30.5", text.TrimEnd().Split('\n')[^1]);
    }
}
