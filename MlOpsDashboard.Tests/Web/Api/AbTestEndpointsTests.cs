using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class AbTestEndpointsTests(AbTestApp app) : IClassFixture<AbTestApp>
{
    [Fact]
    public async Task A_better_challenger_is_found_and_completing_the_test_puts_it_into_production()
    {
        string model = await app.ModelAsync("found");
        JsonElement started = await app.StartAsync(new { model_name = model, challenger = $"{model}:2", split = 0.5, metric = "accuracy", comment = "spring" });
        string id = Text(started, "id")!;

        List<JsonElement> answers = await app.AskAsync(model, 300);
        JsonElement decided = await app.UntilAsync(id, test => Text(test, "winner") is not null);
        JsonElement again = (await app.AskAsync(model, 1))[0];
        using HttpResponseMessage completed = await app.Client.PostAsync($"/api/abtests/{id}/complete", null);
        using HttpResponseMessage repeated = await app.Client.PostAsync($"/api/abtests/{id}/complete", null);
        using HttpResponseMessage stopped = await app.Client.PostAsync($"/api/abtests/{id}/stop", null);
        JsonElement ended = await app.Client.GetFromJsonAsync<JsonElement>($"/api/abtests/{id}");
        JsonElement listed = await app.Client.GetFromJsonAsync<JsonElement>($"/api/abtests?model={model}");
        JsonElement after = (await app.AskAsync(model, 1, label: false))[0];

        Assert.Equal(("running", null, "accuracy"), (Text(started, "state"), Text(started, "winner"), Text(started, "metric")));
        Assert.All(answers, answer => Assert.Equal(Text(answer, "route") == "champion" ? 1 : 2, answer.GetProperty("model_version").GetInt32()));
        int challenged = answers.Count(answer => Text(answer, "route") == "challenger");
        Assert.InRange(challenged, 150 - 26, 150 + 26);
        Assert.Equal((answers.Count, challenged), (Sum(decided, "requests"), Arm(decided, 1).GetProperty("requests").GetInt32()));
        Assert.Equal((answers.Count, "champion", "challenger"), (Sum(decided, "labelled"), Text(Arm(decided, 0), "role"), Text(Arm(decided, 1), "role")));
        Assert.Equal(1, Arm(decided, 0).GetProperty("mean").GetDouble() + Arm(decided, 1).GetProperty("mean").GetDouble(), 0.2);
        Assert.True(decided.GetProperty("difference").GetProperty("lower").GetDouble() > 0);
        Assert.False(decided.GetProperty("sample_ratio").GetProperty("mismatch").GetBoolean());
        Assert.True(decided.GetProperty("forecast").GetProperty("samples_needed").GetInt64() > 200);
        Assert.Equal(("running", $"{model}:2"), (Text(decided, "state"), Text(decided, "winner")));
        Assert.Contains("is better than", Text(decided, "reason"), StringComparison.Ordinal);
        Assert.Contains(Text(again, "route"), (string[])["champion", "challenger"]);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Conflict), (completed.StatusCode, repeated.StatusCode, stopped.StatusCode));
        Assert.Equal(("completed", $"{model}:2", "spring"), (Text(ended, "state"), Text(ended, "winner"), Text(ended, "comment")));
        Assert.Equal(id, Text(Assert.Single(listed.GetProperty("items").EnumerateArray()), "id"));
        Assert.Equal((2, "production"), (after.GetProperty("model_version").GetInt32(), Text(after, "route")));
    }

    [Fact]
    public async Task A_worse_challenger_ends_the_test_by_itself_and_the_winner_of_another_is_promoted_by_itself()
    {
        string model = await app.ModelAsync("both-ways");
        string won = Text(await app.StartAsync(new { model_name = model, challenger = $"{model}:2", auto_promote = true }), "id")!;
        await app.AskAsync(model, 300);
        JsonElement promoted = await app.UntilAsync(won, test => Text(test, "state") != "running");
        string lost = Text(await app.StartAsync(new { model_name = model, champion = $"{model}:2", challenger = $"{model}:3" }), "id")!;
        await app.AskAsync(model, 300);
        JsonElement stays = await app.UntilAsync(lost, test => Text(test, "state") != "running");

        Assert.Equal(("completed", $"{model}:2"), (Text(promoted, "state"), Text(promoted, "winner")));
        Assert.Contains("in production", Text(promoted, "reason"), StringComparison.Ordinal);
        Assert.Equal(("completed", $"{model}:2", "champion_wins"), (Text(stays, "state"), Text(stays, "winner"), Text(stays, "verdict")));
        Assert.Contains($"{model}:3 is worse", Text(stays, "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_without_enough_samples_is_completed_with_the_reason_and_a_stopped_one_stays_stopped()
    {
        string model = await app.ModelAsync("early");
        string early = Text(await app.StartAsync(new { model_name = model, challenger = $"{model}:2" }), "id")!;
        await app.AskAsync(model, 20);
        JsonElement collecting = await app.UntilAsync(early, test => Text(test, "verdict") == "collecting" && Sum(test, "labelled") == 20);
        using HttpResponseMessage completed = await app.Client.PostAsync($"/api/abtests/{early}/complete", null);
        JsonElement ended = await completed.Content.ReadFromJsonAsync<JsonElement>();
        string second = Text(await app.StartAsync(new { model_name = model, challengers = new[] { $"{model}:2", $"{model}:3" }, shares = new[] { 0.6, 0.2, 0.2 } }), "id")!;
        using HttpResponseMessage stopped = await app.Client.PostAsync($"/api/abtests/{second}/stop", null);
        using HttpResponseMessage late = await app.Client.PostAsync($"/api/abtests/{second}/complete", null);
        using HttpResponseMessage unknown = await app.Client.GetAsync("/api/abtests/none");

        Assert.Contains("needs 100 labelled requests", Text(collecting, "reason"), StringComparison.Ordinal);
        Assert.Equal(("completed", null), (Text(ended, "state"), Text(ended, "winner")));
        Assert.Contains("without a winner", Text(ended, "reason"), StringComparison.Ordinal);
        Assert.Equal("stopped", Text(await stopped.Content.ReadFromJsonAsync<JsonElement>(), "state"));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (late.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task A_test_and_a_roll_out_of_one_model_exclude_each_other()
    {
        string model = await app.ModelAsync("taken");
        string id = Text(await app.StartAsync(new { model_name = model, challenger = $"{model}:2" }), "id")!;
        using HttpResponseMessage second = await app.Client.PostAsJsonAsync("/api/abtests", new { model_name = model, challenger = $"{model}:3" });
        using HttpResponseMessage canary = await app.Client.PostAsJsonAsync("/api/deploy", new { model_id = $"{model}:3", strategy = "canary" });
        JsonElement traffic = (await app.Client.GetFromJsonAsync<JsonElement>($"/api/deploy/status?model={model}")).GetProperty("traffic");
        using HttpResponseMessage stopped = await app.Client.PostAsync($"/api/abtests/{id}/stop", null);
        using HttpResponseMessage free = await app.Client.PostAsJsonAsync("/api/deploy", new { model_id = $"{model}:3", strategy = "canary" });
        using HttpResponseMessage refused = await app.Client.PostAsJsonAsync("/api/abtests", new { model_name = model, challenger = $"{model}:2" });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK), (second.StatusCode, canary.StatusCode, stopped.StatusCode));
        Assert.Equal([("stable", 50.0), ("challenger", 50.0)], traffic.EnumerateArray().Select(share => (Text(share, "role")!, share.GetProperty("share").GetDouble())));
        Assert.Contains("has an A/B test that goes on", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("has an A/B test that goes on", await canary.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Conflict), (free.StatusCode, refused.StatusCode));
        Assert.Contains("has a roll-out that goes on", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_field_or_reason()
    {
        string model = await app.ModelAsync("wrong");
        await ServingHost.PromoteAsync(app.Factory.Services, "other", 1);
        (string Body, HttpStatusCode Status, string Words)[] cases =
        [
            ("""{"model_name":"wrong"}""", HttpStatusCode.BadRequest, "challenger"),
            ("""{"model_name":"wrong","challenger":"wrong:1"}""", HttpStatusCode.Conflict, "is the champion"),
            ("""{"model_name":"wrong","challenger":"wrong:9"}""", HttpStatusCode.NotFound, "wrong:9"),
            ("""{"model_name":"nobody","challenger":"wrong:2"}""", HttpStatusCode.NotFound, "nobody"),
            ("""{"model_name":"wrong","challenger":"other:1"}""", HttpStatusCode.BadRequest, "no version of wrong"),
            ("""{"model_name":"wrong","champion":"wrong:2","challenger":"wrong:3"}""", HttpStatusCode.Conflict, "The champion is the version in production, wrong:1"),
            ("""{"model_name":"wrong","challenger":"wrong:2","split":1}""", HttpStatusCode.BadRequest, "split"),
            ("""{"model_name":"wrong","challenger":"wrong:2","shares":[0.5,0.4]}""", HttpStatusCode.BadRequest, "add up to 0.9"),
            ("""{"model_name":"wrong","challenger":"wrong:2","shares":[1]}""", HttpStatusCode.BadRequest, "shares must be 2 numbers"),
            ("""{"model_name":"wrong","challengers":["wrong:2","wrong:2"]}""", HttpStatusCode.BadRequest, "different versions"),
            ("""{"model_name":"wrong","challenger":"wrong:2","metric":"absolute_error"}""", HttpStatusCode.BadRequest, "metric must be one of accuracy, log_loss"),
            ("""{"model_name":"wrong","challenger":"wrong:2","min_samples":0}""", HttpStatusCode.BadRequest, "min_samples"),
            ("""{"model_name":"wrong","challenger":"wrong:2","confidence":95}""", HttpStatusCode.BadRequest, "confidence"),
            ("""{"model_name":"wrong","challenger":"wrong:2","covariate":"colour"}""", HttpStatusCode.BadRequest, "covariate must be a feature that is a number: x"),
            ("""{"model_name":"wrong","challenger":"wrong:2","guardrails":{"max_latency_ratio":0.5}}""", HttpStatusCode.BadRequest, "guardrails.max_latency_ratio"),
            ("""{"model_name":"wrong","challenger":"wrong:2","splitt":0.5}""", HttpStatusCode.BadRequest, "splitt"),
        ];
        foreach ((string body, HttpStatusCode status, string words) in cases)
        {
            using HttpResponseMessage refused = await app.Client.PostAsync("/api/abtests", AbTestApp.Body(body));
            string text = await refused.Content.ReadAsStringAsync();
            Assert.True(status == refused.StatusCode && text.Contains(words, StringComparison.Ordinal), $"{body}: {refused.StatusCode} {text}");
        }

        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>($"/api/abtests?model={model}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_forecast_tells_samples_and_days_before_the_start_and_values_come_with_feedback()
    {
        string model = await app.ModelAsync("worth");
        using HttpResponseMessage blind = await app.Client.PostAsJsonAsync("/api/abtests/forecast", new { model_name = model, challenger = $"{model}:2" });
        await app.AskAsync(model, 60);
        using HttpResponseMessage told = await app.Client.PostAsJsonAsync(
            "/api/abtests/forecast", new { model_name = model, challenger = $"{model}:2", metric = "value", min_detectable_effect = 0.5 });
        JsonElement forecast = await told.Content.ReadFromJsonAsync<JsonElement>();
        string id = Text(await app.StartAsync(new { model_name = model, challenger = $"{model}:2", metric = "value" }), "id")!;
        List<JsonElement> answers = await app.AskAsync(model, 10);
        JsonElement measured = await app.UntilAsync(id, test => Sum(test, "compared") == 10);
        using HttpResponseMessage other = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = AbTestApp.Id(answers[1]), actual = "yes", value = 7 });
        using HttpResponseMessage bad = await app.Client.PostAsJsonAsync("/api/feedback", new { request_id = AbTestApp.Id(answers[1]), actual = "yes", value = "much" });

        Assert.Equal(JsonValueKind.Null, (await blind.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("samples_needed").ValueKind);
        Assert.InRange(forecast.GetProperty("samples_needed").GetInt64(), 300, 3000);
        Assert.True(forecast.GetProperty("days").GetDouble() > 0);
        double sum = measured.GetProperty("arms").EnumerateArray().Where(arm => arm.GetProperty("compared").GetInt32() > 0)
            .Sum(arm => arm.GetProperty("mean").GetDouble() * arm.GetProperty("compared").GetInt32());
        Assert.Equal(2 * (0 + 1 + 2 + 3 + 4), sum, 1e-9);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.BadRequest), (other.StatusCode, bad.StatusCode));
    }

    private static JsonElement Arm(JsonElement test, int index) => test.GetProperty("arms")[index];

    private static int Sum(JsonElement test, string field) => test.GetProperty("arms").EnumerateArray().Sum(arm => arm.GetProperty(field).GetInt32());

    private static string? Text(JsonElement element, string field) => element.GetProperty(field).ValueKind == JsonValueKind.String ? element.GetProperty(field).GetString() : null;
}
