using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>The lines that ask the model about the row of the form from a program, ready to be copied.</summary>
public sealed partial class RequestSamples : ComponentBase
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The model that is asked: <c>name:version</c> or <c>name:production</c>.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    /// <summary>The row.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FeatureDraft> Drafts { get; set; } = [];

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Address => Navigation.BaseUri + "api/predict";

    private IEnumerable<(string Language, string Code)> Samples
    {
        get
        {
            string body = Body();
            yield return ("curl", $"curl {Address} -H 'X-API-Key: …' -H 'Content-Type: application/json' \\\n  -d '{body.Replace("'", @"'\''", StringComparison.Ordinal)}'");
            yield return ("C#", CSharp(body));
            yield return ("Python", Python(body));
        }
    }

    private string CSharp(string body) => $"""""
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-API-Key", "…");
        using var body = new StringContent(
            """"
            {body}
            """", Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await client.PostAsync("{Address}", body);
        string answer = await reply.Content.ReadAsStringAsync();
        """"";

    private string Python(string body) => $$"""
        import json, requests
        body = json.loads(r'''{{body}}''')
        reply = requests.post("{{Address}}", json=body, headers={"X-API-Key": "…"})
        print(reply.json())
        """;

    // Missing values are left out: a request means the same without them.
    private string Body() => JsonSerializer.Serialize(
        new { model_id = ModelId, features = Drafts.Where(draft => draft.Value is not null).ToDictionary(draft => draft.Feature.Name, draft => draft.Value, StringComparer.Ordinal) },
        s_readable);
}
