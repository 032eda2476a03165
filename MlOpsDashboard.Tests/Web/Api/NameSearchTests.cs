using System.Net;
using System.Text.Json;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>Listings that are searched by a part of a name, and the place where the upload page sends a file.</summary>
public sealed class NameSearchTests
{
    [Fact]
    public async Task Data_sets_are_found_by_a_part_of_their_name_page_by_page()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        foreach (string name in (string[])["churn_may", "Churn_june", "sales"])
        {
            using var file = new StringContent("x,y\n1,2\n2,3\n");
            using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { file, "file", "t.csv" } };
            (await client.PostAsync("api/datasets", form)).EnsureSuccessStatusCode();
        }

        JsonElement first = JsonDocument.Parse(await client.GetStringAsync("api/datasets?q=CHURN&limit=1")).RootElement;
        JsonElement second = JsonDocument.Parse(await client.GetStringAsync($"api/datasets?q=CHURN&limit=1&cursor={first.GetProperty("next_cursor").GetString()}")).RootElement;

        string[] found = [.. new[] { first, second }.Select(page => Assert.Single(page.GetProperty("items").EnumerateArray().ToArray()).GetProperty("dataset").GetString()!)];
        Assert.Equal(["Churn_june", "churn_may"], found.Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
    }

    [Theory]
    [InlineData("api/models?q=nothing")]
    [InlineData("api/experiments?q=%00")]
    public async Task What_is_in_no_name_is_not_found(string address)
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        Assert.Equal(0, JsonDocument.Parse(await client.GetStringAsync(address)).RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_file_that_no_page_waits_for_is_refused()
    {
        using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        using HttpResponseMessage reply = await client.PostAsync("api/uploads/0123", new ByteArrayContent([1, 2, 3]));
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("No page waits", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
