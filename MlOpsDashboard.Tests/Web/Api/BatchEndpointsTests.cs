using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Core.Serving.Batch;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class BatchEndpointsTests
{
    private const string Jobs = "/api/predict/jobs";

    [Fact]
    public async Task A_file_becomes_a_job_whose_result_is_that_of_a_batch_request()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        using HttpResponseMessage started = await client.PostAsync(Jobs, Form(BatchHost.Csv(5000)));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);

        JsonElement job = await EndAsync(client, started.Headers.Location!);

        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal((5000, 5000, 1.0), (job.GetProperty("rows_done").GetInt64(), job.GetProperty("rows_total").GetInt64(), job.GetProperty("progress").GetDouble()));
        Assert.Equal(("shop:1", "rows.csv"), (job.GetProperty("model_id").GetString(), job.GetProperty("source").GetString()));
        using HttpResponseMessage result = await client.GetAsync(job.GetProperty("result").GetProperty("url").GetString());
        Assert.Equal(("text/csv", "rows-predictions.csv"), (result.Content.Headers.ContentType!.MediaType, result.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        using HttpResponseMessage whole = await client.PostAsync("/api/predict/batch", Form(BatchHost.Csv(5000)));
        string[] expected = (await whole.Content.ReadAsStringAsync()).Split('\n');
        string[] lines = (await result.Content.ReadAsStringAsync()).Split('\n');
        Assert.Equal(expected.Select(line => line.Contains(',', StringComparison.Ordinal) ? line[..line.LastIndexOf(',')] : line), lines);
        JsonElement list = await client.GetFromJsonAsync<JsonElement>(Jobs);
        Assert.Equal(job.GetProperty("job_id").GetString(), list.GetProperty("items").EnumerateArray().Single().GetProperty("job_id").GetString());
        Assert.Contains(
            "model_batch_predictions_total{model=\"shop\",version=\"1\"} 5000\n", await client.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_set_is_named_in_json_and_a_key_starts_one_job()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        using var data = Form(BatchHost.Csv(200), ("name", "rows"));
        using HttpResponseMessage stored = await client.PostAsync("/api/datasets", data);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        client.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        using HttpResponseMessage first = await client.PostAsJsonAsync(Jobs, new { model_id = "shop:1", dataset = "rows", dataset_version = 1 });
        using HttpResponseMessage again = await client.PostAsJsonAsync(Jobs, new { model_id = "shop:1", dataset = "rows", dataset_version = 1 });
        using HttpResponseMessage other = await client.PostAsJsonAsync(Jobs, new { model_id = "shop:1", dataset = "others" });

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        JsonElement job = await EndAsync(client, first.Headers.Location!);
        Assert.Equal(("rows", 1, 200), (job.GetProperty("dataset").GetString(), job.GetProperty("dataset_version").GetInt32(), job.GetProperty("rows_done").GetInt64()));
    }

    [Fact]
    public async Task A_failure_is_told_with_its_line_and_has_no_result()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        using HttpResponseMessage started = await client.PostAsync(Jobs, Form(BatchHost.Csv(10) + "10,many,red\n"));
        JsonElement job = await EndAsync(client, started.Headers.Location!);

        Assert.Equal(("failed", 12), (job.GetProperty("status").GetString(), job.GetProperty("error_line").GetInt64()));
        Assert.StartsWith("Line 12: x must be a number", job.GetProperty("error").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage result = await client.GetAsync(started.Headers.Location + "/result");
        using HttpResponseMessage cancel = await client.PostAsync(started.Headers.Location + "/cancel", null);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (result.StatusCode, cancel.StatusCode));
    }

    [Theory]
    [InlineData("id,colour\n1,red\n", "model_name", "shop", 400, "features.x")]
    [InlineData("", "model_name", "shop", 400, "file")]
    [InlineData("id,x,colour\n", "model_name", "", 400, "model_name")]
    [InlineData("id,x,colour\n", "model_name", "nobody", 404, null)]
    [InlineData("id,x,colour\n", "model_id", "shop:9", 404, null)]
    [InlineData("id,x,colour\n", "model_id", "shop:x", 400, "model_id")]
    public async Task A_mistake_is_told_at_once(string csv, string field, string value, int status, string? error)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        using HttpResponseMessage response = await client.PostAsync(Jobs, Form(csv, (field, value)));

        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(status == (int)response.StatusCode, problem.GetRawText());
        if (error is not null)
        {
            Assert.True(problem.GetProperty("errors").TryGetProperty(error, out _), problem.GetRawText());
        }
    }

    [Fact]
    public async Task A_result_for_a_spreadsheet_has_no_formulas_and_one_for_programs_is_as_it_came()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        await ServingHost.PromoteAsync(app.Services, "shop", 1);
        using HttpResponseMessage started = await client.PostAsync(Jobs, Form("note,x,colour\n=1+1,-1.5,red\n"));
        JsonElement job = await EndAsync(client, started.Headers.Location!);
        string result = job.GetProperty("result").GetProperty("url").GetString()!;

        string[] plain = (await client.GetStringAsync(result)).Split('\n');
        string[] sheet = (await client.GetStringAsync(result + "?spreadsheet=true")).Split('\n');

        Assert.StartsWith("=1+1,-1.5,red,", plain[1], StringComparison.Ordinal);
        Assert.Equal([plain[0], "'" + plain[1], ""], sheet);
    }

    [Fact]
    public async Task What_is_neither_a_form_nor_json_is_turned_away()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateAdminClient();
        using var text = new StringContent("x");
        using HttpResponseMessage plain = await client.PostAsync(Jobs, text);
        using HttpResponseMessage nobody = await client.GetAsync(new Uri(Jobs + "/nobody", UriKind.Relative));
        using HttpClient stranger = app.CreateClient();
        using HttpResponseMessage refused = await stranger.GetAsync(new Uri(Jobs, UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized),
            (plain.StatusCode, nobody.StatusCode, refused.StatusCode));
    }

    private static MultipartFormDataContent Form(string csv) => Form(csv, ("model_name", "shop"));

    // The fields stand behind the file, as some clients send them.
    private static MultipartFormDataContent Form(string csv, (string Name, string Value) field) => new()
    {
        { new StringContent(csv), "file", "rows.csv" },
        { new StringContent(field.Value), field.Name },
    };

    private static async Task<JsonElement> EndAsync(HttpClient client, Uri job)
    {
        JsonElement status = default;
        await Wait.UntilAsync(async () =>
        {
            status = await client.GetFromJsonAsync<JsonElement>(job);
            return status.GetProperty("status").GetString() is not ("queued" or "running");
        });
        return status;
    }
}
