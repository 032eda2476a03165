using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>The program with what A/B tests need, once for all tests of a class; each takes a model of its own.</summary>
public sealed class AbTestApp : IDisposable
{
    private const string Yes = """{"x":-2.5,"colour":"red"}""";
    private int _asked;

    public AbTestApp()
    {
        Factory = new AppFactory(("AbTests:EverySeconds", "0.1"));
        Client = Factory.CreateAdminClient();
    }

    internal AppFactory Factory { get; }

    internal HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        Factory.Dispose();
    }

    /// <summary>A model whose version 1, in production, never says yes; version 2 does where it should, and version 3 is as version 1.</summary>
    internal async Task<string> ModelAsync(string name)
    {
        await ServingHost.PromoteAsync(Factory.Services, name, 1, threshold: 0.9999999);
        await ServingHost.StageAsync(Factory.Services, name, 2);
        await ServingHost.StageAsync(Factory.Services, name, 3, threshold: 0.9999999);
        return name;
    }

    internal async Task<JsonElement> StartAsync(object request)
    {
        using HttpResponseMessage started = await Client.PostAsJsonAsync("/api/abtests", request);
        string text = await started.Content.ReadAsStringAsync();
        return started.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException(text);
    }

    /// <summary>Asks once for each key, and tells of each answer that yes would have been right in four of five cases.</summary>
    internal async Task<List<JsonElement>> AskAsync(string model, int count, bool label = true)
    {
        var answers = new List<JsonElement>();
        for (int i = 0; i < count; i++)
        {
            string key = $"caller-{(++_asked).ToString(CultureInfo.InvariantCulture)}";
            using HttpResponseMessage answered = await Client.PostAsync("/api/predict", Body($$"""{"model_name":"{{model}}","features":{{Yes}},"routing_key":"{{key}}"}"""));
            answers.Add(await answered.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>());
        }

        if (label)
        {
            var items = answers.Select((answer, i) => new { request_id = Id(answer), actual = i % 5 == 0 ? "<no>" : "yes", value = i % 5 });
            using HttpResponseMessage told = await Client.PostAsJsonAsync("/api/feedback", new { items });
            told.EnsureSuccessStatusCode();
        }

        return answers;
    }

    internal async Task<JsonElement> UntilAsync(string testId, Func<JsonElement, bool> until)
    {
        JsonElement test = default;
        try
        {
            await Wait.UntilAsync(async () => until(test = await Client.GetFromJsonAsync<JsonElement>($"/api/abtests/{testId}")));
            return test;
        }
        catch (OperationCanceledException exception)
        {
            throw new InvalidOperationException($"It came to this: {test}", exception);
        }
    }

    internal static string Id(JsonElement answer) => answer.GetProperty("request_id").GetString()!;

    internal static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
