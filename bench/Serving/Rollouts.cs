using System.Net.Http.Json;
using System.Text.Json;

namespace MlOpsDashboard.ServingBench;

/// <summary>Roll-outs of the model that is asked, by REST.</summary>
internal static class Rollouts
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins one, and waits until its candidate is warm.</summary>
    /// <param name="client">The program.</param>
    /// <param name="version">The candidate.</param>
    /// <param name="strategy">The strategy's name.</param>
    /// <param name="canary">The steps of a canary.</param>
    /// <returns>Its identifier.</returns>
    public static async Task<string> BeginAsync(HttpClient client, int version, string strategy, object? canary = null)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("api/deploy", new { model_id = $"{AdultModel.Name}:{version}", strategy, canary, comment = "bench" });
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }

        while (await StatusAsync(client) is var status && status.GetProperty("rollout") is { ValueKind: JsonValueKind.Object } rollout
            && rollout.GetProperty("state").GetString() == "warming")
        {
            await Task.Delay(s_look);
        }

        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Waits until none goes on.</summary>
    public static async Task EndAsync(HttpClient client)
    {
        while ((await StatusAsync(client)).GetProperty("rollout").ValueKind == JsonValueKind.Object)
        {
            await Task.Delay(s_look);
        }
    }

    /// <summary>Advances, pauses, resumes or aborts one.</summary>
    public static async Task ChangeAsync(HttpClient client, string id, string verb)
    {
        using HttpResponseMessage answer = await client.PostAsync($"api/deploy/{id}/{verb}", null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Who answers, the roll-out that goes on, and those that have ended.</summary>
    public static Task<JsonElement> StatusAsync(HttpClient client) => client.GetFromJsonAsync<JsonElement>($"api/deploy/status?model={AdultModel.Name}");
}
