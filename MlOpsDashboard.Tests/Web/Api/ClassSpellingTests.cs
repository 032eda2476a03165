using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>A class is spelt as the data spells it, in answers and in what is said of them, and taken back in any form of it.</summary>
public sealed class ClassSpellingTests
{
    [Theory]
    [InlineData("1.0,2.0,10.0", "1.0,2.0,10.0", "2", "2.0")]
    [InlineData("1,2,3", "1,2,3", "2.0", "2")]
    [InlineData("007,008,101", "007,008,101", "008", "008")]
    [InlineData("1e1,2e1,3e1", "1e1,2e1,3e1", "2e1", "2e1")]
    [InlineData("1.0,2.0", "1.0,2.0", "2", "2.0")]
    [InlineData("True,False", "False,True", "True", "True")]
    [InlineData("0.0,1.0", "0.0,1.0", "1", "1.0")]
    public async Task Answers_headers_and_truths_have_the_words_of_the_data(string spelt, string ordered, string form, string actual)
    {
        await using var app = new TrainedApp();
        string[] words = spelt.Split(',');
        string[] classes = ordered.Split(',');
        string csv = "x,y\n" + string.Concat(Enumerable.Range(0, 200).Select(row => $"{(row % words.Length * 10) + (row % 3)},{words[row % words.Length]}\n"));
        using var upload = new MultipartFormDataContent { { new StringContent("table"), "name" }, { new StringContent(csv), "file", "table.csv" } };
        using HttpResponseMessage stored = await app.Client.PostAsync("/api/datasets", upload);
        stored.EnsureSuccessStatusCode();

        JsonElement job = await app.TrainAsync(new { model_name = "m", dataset = "table", target = "y", learners = new[] { "gradient_boosting" }, trials = 1, ensemble = false });

        string modelId = job.GetProperty("model_id").GetString()!;
        JsonElement signature = (await app.Client.GetFromJsonAsync<JsonElement>($"/api/models/{modelId}")).GetProperty("signature");
        Assert.Equal(classes, signature.GetProperty("classes").EnumerateArray().Select(one => one.GetString()));
        using MultipartFormDataContent rows = TrainedApp.CsvFile("x\n1\n11\n");
        rows.Add(new StringContent(modelId), "model_id");
        using HttpResponseMessage batch = await app.Client.PostAsync("/api/predict/batch", rows);
        string[][] lines = [.. (await batch.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split(','))];
        Assert.Equal(["x", "prediction", "confidence", .. classes.Select(one => $"probability_{one}"), "request_id"], lines[0]);
        Assert.Equal([words[0], words[1]], lines[1..].Select(line => line[1]));

        using HttpResponseMessage told = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = lines[2][^1], actual = form });
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        JsonElement prediction = (await app.Client.GetFromJsonAsync<JsonElement>("/api/predictions?model=m&labelled=true")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(actual, prediction.GetProperty("actual").GetString());
    }
}
