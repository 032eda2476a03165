using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Access;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

/// <summary>People edit addresses: a page then shows what it can, or says what is wrong, and does not fail.</summary>
public sealed class EditedAddressTests
{
    [Fact]
    public async Task A_page_stands_what_its_address_says()
    {
        await using var app = new AppFactory();
        using HttpClient client = app.CreateClient();
        using HttpResponseMessage signedIn = await client.GetAsync($"/signin?token={app.Services.GetRequiredService<SignInTokens>().Create()}");
        await RegistryHost.StagedAsync(app.Services, "income", 1);
        string[] addresses =
        [
            "/registry?page=x", "/registry?page=99999999999", "/registry?page=2147483647", "/registry/income?page=-1&version=x", "/registry/income?version=9", "/experiments?page=1.5",
            "/experiments/income?page=x&sort=x&status=x", "/trash?page=", "/trash?page=x", "/training?dataset=x&version=x", "/data/x/diff?from=x&to=y", "/registry/compare?ids=%22a", "/experiments/compare?ids=a,b",
        ];
        foreach (string address in addresses)
        {
            using HttpResponseMessage answer = await client.GetAsync(address);
            string text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{(int)answer.StatusCode} at {address}");
            Assert.DoesNotContain("This page has failed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("The page could not be made", text, StringComparison.Ordinal);
        }
    }
}
