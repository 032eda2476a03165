using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class FindBoxTests : StoredPageTest
{
    [Fact]
    public async Task What_is_typed_finds_models_and_runs_and_a_key_leads_to_them()
    {
        await RegistryHost.StagedAsync(Core, "income", 1);
        var box = Open<FindBox>("settings");
        await box.Find("input").FocusAsync(new());
        box.WaitForAssertion(() => Assert.Equal("Overview", box.FindAll("[role=option] .found-text")[0].TextContent));

        box.Find("input").Input("INC");
        await Wait.UntilAsync(() => box.InvokeAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return box.FindAll("[role=option]").Count == 2;
        }));

        Assert.Equal(["registry/income", "experiments/income"], box.FindAll("[role=option]").Select(found => found.GetAttribute("href")));
        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal("true", box.FindAll("[role=option]")[1].GetAttribute("aria-selected"));
        await box.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.Equal("/experiments/income", Address);
        Assert.Empty(box.FindAll("[role=option]"));
    }

    [Fact]
    public async Task What_is_in_no_name_is_said()
    {
        var box = Open<FindBox>("settings");

        box.Find("input").Input("nowhere");
        await Wait.UntilAsync(() => box.InvokeAsync(() =>
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            return box.FindAll(".none").Count == 1;
        }));

        Assert.Contains("“nowhere”", box.Find(".none").TextContent, StringComparison.Ordinal);
    }

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        Services.AddSingleton(new Finder(Core.Get<RegistryService>(), Core.Get<DatasetService>(), Core.Get<RunQueries>()));
    }
}
