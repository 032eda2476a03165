using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>A request that a careless or malicious client might send. Its text says all that is needed to send it again.</summary>
internal sealed record FuzzRequest(int Number, string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private const int ShownBytes = 2000;
    private const int ShownLetters = 300;

    /// <summary>Fills in a request.</summary>
    public void ApplyTo(HttpContext context)
    {
        HttpRequest request = context.Request;
        request.Method = Method;
        request.Path = new PathString(Uri.UnescapeDataString(Path));
        request.QueryString = new QueryString(Query);
        foreach ((string name, string value) in Headers)
        {
            request.Headers.Append(name, value);
        }

        request.Body = new MemoryStream(Body);
        request.ContentLength = Body.Length > 0 ? Body.Length : null;
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(Body.Length > 0));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Method} {Path}{Query}\n");
        foreach ((string name, string value) in Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {(value.Length > ShownLetters ? value[..ShownLetters] + "…" : value)}\n");
        }

        string body = Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, ShownBytes)));
        foreach (char c in body)
        {
            _ = c is >= ' ' and <= '~' or '\n' ? text.Append(c) : text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
        }

        return text.Append(Body.Length > ShownBytes ? $"… ({Body.Length} bytes)" : "").ToString();
    }

    private sealed class BodyDetection(bool has) : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => has;
    }
}
