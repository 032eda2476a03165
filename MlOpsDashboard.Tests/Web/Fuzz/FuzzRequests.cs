using System.Text;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>Makes requests, each from the seed and its number alone, so that one can be made again.</summary>
/// <param name="seed">The seed.</param>
/// <param name="routes">The addresses.</param>
/// <param name="bodies">Makes bodies that are right.</param>
/// <param name="known">Good values by the names of parameters.</param>
/// <param name="cookie">Signs a person in, for the pages.</param>
internal sealed class FuzzRequests(int seed, IReadOnlyList<FuzzRoute> routes, FuzzBodies bodies, IReadOnlyDictionary<string, string> known, string cookie)
{
    private const string Boundary = "----boundary123";

    // A page costs twenty times what another request costs.
    private const int OnePageOf = 10;

    // What it makes is large, and the same each time.
    private const string Sample = "/api/datasets/sample";

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO"];
    private static readonly string[] s_values =
    [
        "", "0", "1", "-1", "2", "1000", "1001", "x", "1.5", "1e309", "NaN", "2147483648", "99999999999999999999", "true", "latest", "null", "a,b", "%22a", "%22a%22,b", "%00", "%0d%0a", "%ff%fe", "%ed%a0%80",
        "%f0%9f%98%80", "%2e%2e%2f", "..%5c", "%25", "%", "%zz", "=1%2B1", "spare", "spare:1", "spare:production", "spare:0", "shop:x", ":", "started_at", "metrics.roc_auc", "params.", "metrics.%00", "status", "asc", "running",
        "2026-01-01T00:00:00Z", "2026-01-01", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2026-13-45", "bzUw", "WyJydW5zIiwiYSJd", "city", "visits", "uncertain", "Error", "7d", "24", "1e300", "-1e300",
        "%3Cscript%3E", "'%20or%201=1--", new string('a', 3000),
    ];

    private static readonly string[] s_types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=nope", "application/json; charset=utf-16", "application/json; charset=\"iso-8859-1\"", "application/json; charset=us-ascii", "application/json; charset=utf-7",
        "application/problem+json", "text/plain", "text/csv", "multipart/form-data", $"multipart/form-data; boundary={Boundary}", "multipart/form-data; boundary=\"\"", $"multipart/form-data; boundary={new string('b', 300)}",
        $"multipart/form-data; boundary=\"{Boundary}\"; charset=nope", "application/x-www-form-urlencoded", "application/octet-stream", "nonsense", "a/b; =", "",
    ];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("Accept", "text/csv"), ("Accept", "application/json"), ("Accept", "nonsense"), ("Accept", "*/*;q=x"), ("Accept-Encoding", "gzip, br"), ("Range", "bytes=0-3"), ("Range", "bytes=9999999-"), ("Range", "bytes=5-1"), ("If-None-Match", "\"x\""),
        ("If-None-Match", "*"), ("If-Modified-Since", "yesterday"), ("If-Range", "x"), ("Idempotency-Key", "k"), ("Idempotency-Key", ""), ("Idempotency-Key", "\u00e9"), ("Idempotency-Key", new string('k', 201)), ("Content-Encoding", "zstd"), ("Content-Encoding", "gzip"),
        ("Content-Encoding", "br"), ("Content-Encoding", "gzip, gzip, br, br"), ("Content-Encoding", "identity"), ("Content-Encoding", ","), ("Inference-Header-Content-Length", "9"), ("traceparent", "00-x"), ("Origin", "http://elsewhere"),
        ("X-HTTP-Method-Override", "DELETE"), ("Expect", "100-continue"), ("Transfer-Encoding", "chunked"), ("Host", "a b"), ("Cookie", "a=b; =; ;"), ("Accept-Language", "zz;q=2"), ("X-Forwarded-For", "1.2.3.4"), ("Authorization", "Bearer x.y.z"), ("Authorization", "Basic ="),
    ];

    private readonly FuzzRoute[] _pages = [.. routes.Where(route => route.IsPage)];
    private readonly FuzzRoute[] _calls = [.. routes.Where(route => !route.IsPage)];

    /// <summary>The request of a number.</summary>
    public FuzzRequest Make(int number)
    {
        var random = new Random((seed * 1_000_003) + number);
        FuzzRoute route = random.Next(OnePageOf) == 0 ? FuzzDamage.Pick(_pages, random) : FuzzDamage.Pick(_calls, random);
        if (route.Path == Sample && random.Next(20) > 0)
        {
            route = FuzzDamage.Pick(_pages, random);
        }

        string method = random.Next(30) == 0 ? FuzzDamage.Pick(s_methods, random) : route.Method;
        List<(string Name, string Value)> headers = [route.IsPage ? ("Cookie", cookie) : ("X-API-Key", random.Next(200) == 0 ? "wrong" : AppFactory.ApiKey)];
        byte[] body = Body(route, random, headers);
        for (int i = random.Next(5) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            headers.Add(FuzzDamage.Pick(s_headers, random));
        }

        return new FuzzRequest(number, method, Path(route, method, random), Query(route, random), headers, body);
    }

    private byte[] Body(FuzzRoute route, Random random, List<(string Name, string Value)> headers)
    {
        if (route.Bodies.Length == 0 && random.Next(20) > 0)
        {
            return [];
        }

        bool isForm = route.Bodies.Length > 0 && FuzzDamage.Pick(route.Bodies, random).StartsWith("multipart", StringComparison.Ordinal);
        byte[] body = isForm ? FuzzBodies.Form(route, random, Boundary) : bodies.Json(route, random);
        for (int i = random.Next(10) == 0 ? 0 : random.Next(1, 4); i > 0; i--)
        {
            body = isForm || random.Next(3) == 0 ? FuzzDamage.Tear(body, random) : FuzzDamage.ReplaceValue(body, random);
        }

        if (random.Next(8) == 0)
        {
            bool brotli = random.Next(2) == 0;
            body = FuzzDamage.Pack(body, brotli, random);
            headers.Add(("Content-Encoding", random.Next(10) == 0 ? "deflate" : brotli ? "br" : "gzip"));
        }

        headers.Add(("Content-Type", random.Next(8) == 0 ? FuzzDamage.Pick(s_types, random) : isForm ? $"multipart/form-data; boundary={Boundary}" : "application/json"));
        return body;
    }

    private string Path(FuzzRoute route, string method, Random random)
    {
        var path = new StringBuilder();
        foreach (string part in route.Path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            path.Append('/').Append(part[0] != '{' ? part : random.Next(4) == 0 ? FuzzDamage.Pick(s_values, random) : Good(part.Trim('{', '}', '*'), method));
        }

        return path.Length == 0 ? "/" : random.Next(100) == 0 ? path.Append('/').Append(FuzzDamage.Pick(s_values, random)).ToString() : path.ToString();
    }

    // What is changed or deleted is a spare one, so that there is something to ask until the end.
    private string Good(string name, string method) =>
        method == "GET" || !known.TryGetValue("spare " + name.ToLowerInvariant(), out string? spare) ? known.GetValueOrDefault(name.ToLowerInvariant(), "x") : spare;

    private static string Query(FuzzRoute route, Random random)
    {
        List<string> parts = [.. route.Query.Where(_ => random.Next(3) == 0).Select(name => $"{name}={FuzzDamage.Pick(s_values, random)}")];
        if (random.Next(20) == 0)
        {
            parts.Add($"{(route.Query.Length > 0 ? FuzzDamage.Pick(route.Query, random) : "a")}={FuzzDamage.Pick(s_values, random)}");
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
