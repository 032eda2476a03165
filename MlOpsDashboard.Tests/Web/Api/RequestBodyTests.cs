using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Bodies as they come over a real connection: packed, in other charsets, damaged. A model called shop answers.</summary>
public sealed class RequestBodyTests : IAsyncLifetime, IDisposable
{
    private const string Predict = """{"model_name":"shop","features":{"x":1.5,"colour":"red"}}""";
    private const string Boundary = "bound";
    private readonly AppFactory _app = new(("Datasets:MaxBytes", "1000000"));
    private readonly HttpClient _client = new();

    public static TheoryData<string, string> Calls => new()
    {
        { "/api/predict", Predict },
        { "/api/predict/batch", """{"model_name":"shop","instances":[{"x":1.5,"colour":"red"}]}""" },
        { "/v2/models/shop/infer", """{"inputs":[{"name":"x","shape":[1],"datatype":"FP64","data":[1.5]},{"name":"colour","shape":[1],"datatype":"BYTES","data":["red"]}]}""" },
        { "/api/feedback", """{"items":[{"request_id":"nobody","actual":"yes"}]}""" },
        { "/api/models/shop:1/comments", """{"text":"well"}""" },
        { "/api/predict/batch", Form("x,colour\n1.5,red\n", "model_name\"\r\n\r\nshop") },
        { "/api/predict/jobs", Form("x,colour\n1.5,red\n", "model_name\"\r\n\r\nshop") },
        { "/api/feedback", Form("request_id,actual\nnobody,yes\n", "a\"\r\n\r\nb") },
        { "/api/datasets", Form("x,colour\n1.5,red\n2,blue\n", "name\"\r\n\r\nrows") },
    };

    public async Task InitializeAsync()
    {
        _client.BaseAddress = _app.Listen();
        _client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        await ServingHost.PromoteAsync(_app.Services, "shop", 1);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _app.Dispose();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_endpoint_reads_packed_bodies_and_names_what_it_knows(string address, string body)
    {
        foreach (string coding in (string[])["gzip", "br", "GZIP", "x-gzip", "identity", "br, gzip"])
        {
            using HttpResponseMessage answer = await PostAsync(address, Pack(Encoding.UTF8.GetBytes(body), coding), Type(body), coding);
            Assert.True(answer.IsSuccessStatusCode, $"{coding}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        foreach (string coding in (string[])["zstd", "deflate", "gzip, nope", "gzip, gzip, gzip, gzip"])
        {
            using HttpResponseMessage refusal = await PostAsync(address, Encoding.UTF8.GetBytes(body), Type(body), coding);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, refusal.StatusCode);
            Assert.Contains("gzip, br", await refusal.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("gzip, br", string.Join(", ", refusal.Headers.GetValues("Accept-Encoding")));
        }

        string large = body[0] == '{' ? body + new string(' ', 70 << 20)
            : body.Replace("1.5", new string('1', 70 << 20), StringComparison.Ordinal).Replace("nobody", new string('n', 40 << 20), StringComparison.Ordinal);
        using HttpResponseMessage tooLarge = await PostAsync(address, Pack(Encoding.UTF8.GetBytes(large), "gzip"), Type(body), "gzip");
        bool namesTheFile = address is "/api/datasets" or "/api/predict/jobs";
        Assert.Equal(namesTheFile ? HttpStatusCode.BadRequest : HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.True(!namesTheFile || (await JsonAsync(tooLarge)).GetProperty("errors").TryGetProperty("file", out _));

        byte[] torn = Pack(Encoding.UTF8.GetBytes(body), "gzip");
        torn[12] ^= 0x5A;
        using HttpResponseMessage damaged = await PostAsync(address, torn, Type(body), "gzip");
        Assert.Equal(HttpStatusCode.BadRequest, damaged.StatusCode);
    }

    [Theory]
    [InlineData("/api/predict", Predict)]
    [InlineData("/api/predict/batch", Predict)]
    [InlineData("/api/predict/jobs", Predict)]
    [InlineData("/v2/models/shop/infer", Predict)]
    [InlineData("/api/feedback", Predict)]
    [InlineData("/api/feedback/dataset", Predict)]
    [InlineData("/api/training/start", Predict)]
    [InlineData("/api/models/transition", Predict)]
    [InlineData("/api/keys", Predict)]
    public async Task A_charset_that_nobody_knows_is_415(string address, string body)
    {
        using HttpResponseMessage answer = await PostAsync(address, Encoding.UTF8.GetBytes(body), "application/json; charset=nope");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("'nope'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_charset_that_is_known_is_read()
    {
        foreach (string charset in (string[])["iso-8859-1", "utf-16", "\"utf-8\"", "UTF8"])
        {
            byte[] body = Encoding.GetEncoding(charset.Trim('"').Replace("UTF8", "utf-8", StringComparison.Ordinal)).GetBytes("{\"text\":\"für\"}");
            using HttpResponseMessage answer = await PostAsync("/api/models/shop:1/comments", body, $"application/json; charset={charset}");
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal("für", (await JsonAsync(answer)).GetProperty("text").GetString());
        }

        using HttpResponseMessage beyond = await PostAsync("/api/models/shop:1/comments", [.. "{\"text\":\""u8, 0xFC, .. "\"}"u8], "application/json; charset=us-ascii");
        Assert.Equal(HttpStatusCode.BadRequest, beyond.StatusCode);
    }

    [Theory]
    [InlineData("/api/predict", """{"model_name":"shop","features":{"x":1.5,"colour":"?"}}""", "features.colour")]
    [InlineData("/api/predict", """{"model_name":"shop","features":{"x":1.5,"?":"red"}}""", "features")]
    [InlineData("/api/predict", """{"model_name":"shop","features":[1.5,"?"]}""", "features[1]")]
    [InlineData("/api/predict", """{"model_name":"?","features":{"x":1.5}}""", "model_name")]
    [InlineData("/api/predict/batch", """{"model_name":"shop","instances":[{"x":1},{"x":[],"colour":"?"}]}""", "instances[1].colour")]
    [InlineData("/v2/models/shop/infer", """{"inputs":[{"name":"colour","shape":[1],"datatype":"BYTES","data":["?"]}]}""", "inputs[0].data[0]")]
    [InlineData("/api/feedback", """{"items":[{"request_id":"?","actual":"yes"}]}""", "items[0].request_id")]
    [InlineData("/api/feedback", """{"request_id":"a","actual":"?"}""", "actual")]
    [InlineData("/api/models/shop:1/comments", """{"text":"?"}""", "text")]
    [InlineData("/api/training/start", """{"model_name":"a","dataset":"a","target":"?"}""", "target")]
    public async Task A_text_that_is_not_Unicode_is_named(string address, string body, string place)
    {
        int mark = body.IndexOf('?', StringComparison.Ordinal);
        foreach (byte[] bad in (byte[][])["\\ud800"u8.ToArray(), "\\uDC00x"u8.ToArray(), [0xFF], [0xED, 0xA0, 0x80]])
        {
            byte[] sent = [.. Encoding.UTF8.GetBytes(body[..mark]), .. bad, .. Encoding.UTF8.GetBytes(body[(mark + 1)..])];
            using HttpResponseMessage answer = await PostAsync(address, sent, "application/json");
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
            Assert.Contains(place, text, StringComparison.Ordinal);
        }

        using HttpResponseMessage good = await PostAsync(address, Encoding.UTF8.GetBytes(body.Replace("?", "\\ud83d\\ude00", StringComparison.Ordinal)), "application/json");
        Assert.DoesNotContain("Unicode", await good.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/predict/batch")]
    [InlineData("/api/predict/jobs")]
    [InlineData("/api/feedback")]
    [InlineData("/api/datasets")]
    public async Task A_damaged_form_is_the_senders_mistake(string address)
    {
        string form = Form("x,colour\n1.5,red\n", "name\"\r\n\r\nrows");
        string[] bodies = ["", "x", form[..^30], form[..60], form.Replace("Content-Disposition:", "Content-Disposition", StringComparison.Ordinal), form.Replace("\r\n", "\n", StringComparison.Ordinal), form.Replace(Boundary, "other", StringComparison.Ordinal)];
        foreach (string body in bodies)
        {
            using HttpResponseMessage answer = await PostAsync(address, Encoding.UTF8.GetBytes(body), Type("-"));
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} for {body}");
        }

        foreach (string type in (string[])["multipart/form-data", "multipart/form-data; boundary=\"\"", $"multipart/form-data; boundary={new string('b', 300)}"])
        {
            using HttpResponseMessage answer = await PostAsync(address, Encoding.UTF8.GetBytes(form), type);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static string Form(string file, string field) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{field}\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\n\r\n{file}\r\n--{Boundary}--\r\n";

    private static string Type(string body) => body[0] == '{' ? "application/json" : $"multipart/form-data; boundary={Boundary}";

    private static byte[] Pack(byte[] body, string codings)
    {
        foreach (string coding in codings.ToLowerInvariant().Split(", ").Where(coding => coding != "identity"))
        {
            using var packed = new MemoryStream();
            using (Stream stream = coding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest) : new GZipStream(packed, CompressionLevel.Fastest))
            {
                stream.Write(body);
            }

            body = packed.ToArray();
        }

        return body;
    }

    private async Task<HttpResponseMessage> PostAsync(string address, byte[] body, string type, string? coding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (coding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        return await _client.PostAsync(address, content);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync());
}
