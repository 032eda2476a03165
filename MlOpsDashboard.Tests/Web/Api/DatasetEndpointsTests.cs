using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlOpsDashboard.Tests.Core.Datasets;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

public sealed class DatasetEndpointsTests : IDisposable
{
    private const string Csv = "a,b\n1,x\n2,y\n3,x\n";

    private readonly AppFactory _app = new();

    [SharedDataFact("adult.csv")]
    public async Task Stores_lists_describes_and_gives_back_a_table()
    {
        using var client = _app.CreateAdminClient();
        byte[] content = await File.ReadAllBytesAsync(SharedData.Find("adult.csv"));
        using var reply = await PostAsync(client, "adult", content, "adult.csv", ("target", "income"), ("description", "Census 1994"));

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("/api/datasets/adult/versions/1", reply.Headers.Location!.ToString());
        JsonElement version = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("6f519c67ccd70e0c9d4f616b15d338aa6e44b336a20962f5010fb01bee0d12d4", version.GetProperty("sha256").GetString());
        Assert.Equal((48842, 15), (version.GetProperty("rows").GetInt32(), version.GetProperty("columns").GetArrayLength()));
        Assert.Equal(("income", "adult.csv", "bootstrap"), (Text(version, "target"), Text(version, "source"), Text(version, "created_by")));
        JsonElement workclass = version.GetProperty("columns")[1];
        Assert.Equal(("workclass", "categorical", true, 2799, 8), (Text(workclass, "name"), Text(workclass, "type"), workclass.GetProperty("nullable").GetBoolean(), workclass.GetProperty("missing").GetInt32(), workclass.GetProperty("distinct").GetInt32()));

        JsonElement one = await client.GetFromJsonAsync<JsonElement>("/api/datasets/adult/versions/latest");
        Assert.Equal(version.GetRawText(), one.GetRawText());
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>("/api/datasets")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>("/api/datasets/adult")).GetProperty("items").GetArrayLength());
        Assert.Equal(content, await client.GetByteArrayAsync("/api/datasets/adult/versions/1/content"));
    }

    // Mean by Python's statistics.fmean, median by numpy.quantile.
    [SharedDataFact("adult.csv")]
    public async Task Describes_columns()
    {
        using var client = _app.CreateAdminClient();
        using var stored = await PostAsync(client, "adult", await File.ReadAllBytesAsync(SharedData.Find("adult.csv")), "adult.csv");
        JsonElement profile = await client.GetFromJsonAsync<JsonElement>("/api/datasets/adult/versions/1/profile");
        JsonElement age = profile.GetProperty("columns")[0];

        Assert.Equal(38.64358543876172, age.GetProperty("mean").GetDouble(), 10);
        Assert.Equal(37, age.GetProperty("quantiles").GetProperty("0.5").GetDouble());
        Assert.Equal(48842, age.GetProperty("histogram").GetProperty("counts").EnumerateArray().Sum(count => count.GetInt64()));
        JsonElement occupation = profile.GetProperty("columns")[6];
        Assert.Equal(("Prof-specialty", 6172), (Text(occupation.GetProperty("top_values")[0], "value"), occupation.GetProperty("top_values")[0].GetProperty("count").GetInt32()));
        JsonElement validation = await client.GetFromJsonAsync<JsonElement>("/api/datasets/adult/versions/1/validation");
        Assert.Equal("income", Text(validation, "target"));
        Assert.Equal("duplicate_rows", Text(validation.GetProperty("findings")[0], "kind"));
    }

    [Fact]
    public async Task Same_content_answers_200_with_the_version_that_holds_it()
    {
        using var client = _app.CreateAdminClient();
        using var first = await PostAsync(client, "d", Encoding.UTF8.GetBytes(Csv));
        using var again = await PostAsync(client, "d", BadFiles.Gzip(Encoding.UTF8.GetBytes(Csv)), "d.csv.gz");
        using var other = await PostAsync(client, "d", Encoding.UTF8.GetBytes(Csv + "9,z\n"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created], [first.StatusCode, again.StatusCode, other.StatusCode]);
        Assert.Equal(1, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
        Assert.Equal(2, (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("header only")]
    [InlineData("ragged")]
    [InlineData("broken quote")]
    [InlineData("NUL")]
    [InlineData("wrong encoding")]
    [InlineData("duplicate names")]
    [InlineData("5,000 columns")]
    [InlineData("10 MB field")]
    [InlineData("cut gzip")]
    [InlineData("bomb")]
    [InlineData("ZIP")]
    public async Task Bad_files_are_400_and_store_nothing(string what)
    {
        using var client = _app.CreateAdminClient();
        using var reply = await PostAsync(client, "d", BadFiles.Named(what));

        await AssertFieldAsync(reply, "file");
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>("/api/datasets")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("name", "../etc")]
    [InlineData("name", "a/b")]
    [InlineData("name", "")]
    [InlineData("target", "nothing")]
    [InlineData("header", "perhaps")]
    [InlineData("description", "10,001 letters")]
    public async Task Bad_fields_are_400_by_name(string field, string value)
    {
        string sent = value == "10,001 letters" ? new string('x', 10_001) : value;
        using var client = _app.CreateAdminClient();
        using var reply = await PostAsync(client, field == "name" ? sent : "d", Encoding.UTF8.GetBytes(Csv), "d.csv", (field == "name" ? "description" : field, sent));

        await AssertFieldAsync(reply, field);
    }

    [Fact]
    public async Task Fields_may_stand_behind_the_file()
    {
        using var client = _app.CreateAdminClient();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Csv)), "file", "d.csv" }, { new StringContent("later"), "name" } };
        using var reply = await client.PostAsync("/api/datasets", form);

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("later", Text(await reply.Content.ReadFromJsonAsync<JsonElement>(), "dataset"));
    }

    [Fact]
    public async Task Forms_that_are_none_are_4xx()
    {
        using var client = _app.CreateAdminClient();
        using var noFile = await client.PostAsync("/api/datasets", new MultipartFormDataContent { { new StringContent("d"), "name" } });
        await AssertFieldAsync(noFile, "file");
        using var json = await client.PostAsync("/api/datasets", new StringContent("{}", null, "application/json"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        using var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\na,b\n1,2"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var reply = await client.PostAsync("/api/datasets", cut);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        using var noBoundary = new ByteArrayContent([1, 2, 3]);
        noBoundary.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        using var refused = await client.PostAsync("/api/datasets", noBoundary);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Many_uploads_of_the_same_at_once_make_one_version()
    {
        using var client = _app.CreateAdminClient();
        HttpResponseMessage[] replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(client, "d", Encoding.UTF8.GetBytes(Csv))));

        Assert.Single(replies, reply => reply.StatusCode == HttpStatusCode.Created);
        Assert.Equal(9, replies.Count(reply => reply.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_body_of_100_MB_is_streamed_to_disk()
    {
        using var client = _app.CreateAdminClient();
        byte[] line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},{i * 0.5},word{i % 10}\n")));
        byte[] head = "x,y,z\n"u8.ToArray();
        int blocks = (100 << 20) / line.Length;
        var body = new MemoryStream(head.Length + (blocks * line.Length));
        body.Write(head);
        for (int i = 0; i < blocks; i++)
        {
            body.Write(line);
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(body.ToArray()));
        using var reply = await PostAsync(client, "large", body.ToArray());

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        JsonElement version = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((hash, blocks * 1000L), (Text(version, "sha256"), version.GetProperty("rows").GetInt64()));
    }

    [Fact]
    public async Task Compares_versions()
    {
        using var client = _app.CreateAdminClient();
        using var first = await PostAsync(client, "d", Encoding.UTF8.GetBytes(Csv));
        using var second = await PostAsync(client, "d", Encoding.UTF8.GetBytes("a,b\n1,x\n2,q\n4,x\n"));
        JsonElement diff = await client.GetFromJsonAsync<JsonElement>("/api/datasets/d/diff?from=1&to=2&key=a");

        Assert.Equal((1, 1, 1, 1), (Number(diff, "added"), Number(diff, "removed"), Number(diff, "changed"), Number(diff, "unchanged")));
        using var badKey = await client.GetAsync("/api/datasets/d/diff?from=1&to=2&key=nothing");
        await AssertFieldAsync(badKey, "key");
        using var missing = await client.GetAsync("/api/datasets/d/diff?from=1&to=9");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var noFrom = await client.GetAsync("/api/datasets/d/diff?to=2");
        await AssertFieldAsync(noFrom, "from");
    }

    [Fact]
    public async Task Deletes_to_the_trash_and_answers_404_afterwards()
    {
        using var client = _app.CreateAdminClient();
        using var stored = await PostAsync(client, "d", Encoding.UTF8.GetBytes(Csv));
        using var deleted = await client.DeleteAsync("/api/datasets/d/versions/1");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (string address in new[] { "/api/datasets/d", "/api/datasets/d/versions/1", "/api/datasets/d/versions/latest/profile", "/api/datasets/d/versions/1/content" })
        {
            using var gone = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        using var word = await client.GetAsync("/api/datasets/d/versions/one");
        await AssertFieldAsync(word, "version");
    }

    [Fact]
    public async Task Shows_rows_and_the_sample()
    {
        using var client = _app.CreateAdminClient();
        using var sample = await client.PostAsync("/api/datasets/sample", null);
        Assert.Equal(HttpStatusCode.Created, sample.StatusCode);
        JsonElement rows = await client.GetFromJsonAsync<JsonElement>("/api/datasets/customer_churn/versions/1/rows?offset=9999&limit=5");

        Assert.Equal(1, rows.GetProperty("rows").GetArrayLength());
        Assert.Equal("C10000", rows.GetProperty("rows")[0][0].GetString());
        using var bad = await client.GetAsync("/api/datasets/customer_churn/versions/1/rows?offset=-1");
        await AssertFieldAsync(bad, "offset");
    }

    public void Dispose() => _app.Dispose();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string name, byte[] content, string file = "d.csv", params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" } };
        foreach ((string field, string value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        form.Add(new ByteArrayContent(content), "file", file);
        return await client.PostAsync("/api/datasets", form);
    }

    private static async Task AssertFieldAsync(HttpResponseMessage reply, string field)
    {
        string body = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.BadRequest, body);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.True(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("errors").TryGetProperty(field, out _), body);
    }
}
