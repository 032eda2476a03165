using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Random rows of a table with many readings go through every way in of the running program, and are answered alike.</summary>
public sealed class ReadingRouteLaws
{
    private const int Rows = 400;

    // What each column may hold, good and bad; each is read in its own way.
    private static readonly (string Name, string[] Good, string[] Bad)[] s_columns =
    [
        ("price", ["1,5", "1.234,5", " 12,25 ", "-3", "(4,5)", "2,5 €", "7", "", "NA"], ["1.234", "abc", "$5", "1,2,3"]),
        ("rate", ["12.5%", "7 %", "0.25", "-3%", "null"], ["12,5%", "7 kg"]),
        ("day", ["12/31/2024", "03/04/2024", "2024-03-04", " 04 Mar 2024 ", "2024-03-04T10:30:00+02:00", "?"], ["31/12/2024", "2024", "yesterday"]),
        ("code", ["10", "2E2", "A1", " A1 ", "10.0", "1E1", "200", "n/a", "never", "nan"], []),
        ("kind", ["True", "false", "1", "0", "YES", " no ", ""], ["maybe", "2"]),
    ];

    [Fact]
    public async Task Every_route_answers_a_row_alike()
    {
        await using var app = new CaseApp();
        await app.StoreTextAsync(Training(), said: [("columns", """{"price":{"format":"1,5 €"}}""")]);
        await app.ServeAsync();
        var random = new Random(20261130);
        string[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => s_columns.Select(column => column.Good[random.Next(column.Good.Length)]).ToArray())];
        string csv = string.Join(',', s_columns.Select(column => column.Name)) + "\n" + string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell}\"")) + "\n"));

        double[] expected = await app.CsvAsync(csv, regression: true);

        Assert.Equal(expected, await app.JobAsync(csv, regression: true));
        Assert.Equal(expected, await BatchAsync(app, rows.Select(row => s_columns.Zip(row).ToDictionary(pair => pair.First.Name, pair => pair.Second))));
        Assert.Equal(expected, await BatchAsync(app, rows));
        for (int row = 0; row < 40; row++)
        {
            (string Name, object? Value)[] cells = [.. s_columns.Zip(rows[row], (column, cell) => (column.Name, (object?)cell))];
            Assert.Equal(expected[row], await app.AnswerAsync(cells.ToDictionary(cell => cell.Name, cell => cell.Value)), 1e-5 * Math.Max(1, Math.Abs(expected[row])));
            Assert.Equal(expected[row], await app.InferAsync(cells), 1e-5 * Math.Max(1, Math.Abs(expected[row])));
        }
    }

    [Fact]
    public async Task Every_route_refuses_a_bad_cell()
    {
        await using var app = new CaseApp();
        await app.StoreTextAsync(Training(), said: [("columns", """{"price":{"format":"1,5 €"}}""")]);
        await app.ServeAsync();
        foreach ((string name, string[] good, string[] bad) in s_columns)
        {
            foreach (string cell in bad)
            {
                var row = s_columns.ToDictionary(column => column.Name, column => column.Name == name ? cell : column.Good[0]);
                (HttpStatusCode json, JsonElement body) = await app.PredictAsync(row);
                using MultipartFormDataContent form = TrainedApp.CsvFile(string.Join(',', row.Keys) + "\n" + string.Join(',', row.Values.Select(value => $"\"{value}\"")) + "\n");
                form.Add(new StringContent("m"), "model_name");
                using HttpResponseMessage csv = await app.Client.PostAsync("/api/predict/batch", form);

                Assert.True(json == HttpStatusCode.BadRequest, $"{name}: '{cell}' by JSON: {json} {body}");
                Assert.True(csv.StatusCode == HttpStatusCode.BadRequest, $"{name}: '{cell}' by CSV: {csv.StatusCode}");
            }
        }
    }

    private static async Task<double[]> BatchAsync(CaseApp app, object instances)
    {
        using HttpResponseMessage reply = await app.Client.PostAsJsonAsync("/api/predict/batch", new { model_name = "m", instances });
        JsonElement body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(reply.IsSuccessStatusCode, body.ToString());
        return [.. body.GetProperty("predictions").EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Number ? one.GetDouble() : one.GetProperty("prediction").GetDouble())];
    }

    private static string Training()
    {
        var random = new Random(7);
        string[] codes = ["10", "2E2", "A1", "B7"];
        return "price,rate,day,code,kind,y\n" + string.Concat(Enumerable.Range(0, 600).Select(i =>
        {
            double price = random.Next(0, 4000) / 4.0;
            DateTime day = new DateTime(2024, 1, 1).AddDays(random.Next(365));
            bool missing = i % 20 == 0;
            string code = codes[random.Next(codes.Length)];
            double y = price + day.DayOfYear + (code == "A1" ? 50 : 0);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"\"{(missing ? "" : price.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',') + " €")}\",{(missing ? "" : $"{random.Next(100)}.5%")},{(missing ? "" : day.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture))},{(missing ? "" : code)},{(missing ? "" : i % 3 == 0 ? "True" : "False")},{y:0.##}\n");
        }));
    }
}
