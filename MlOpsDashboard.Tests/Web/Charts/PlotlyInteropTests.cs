using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class PlotlyInteropTests : ComponentTest
{
    private static readonly ElementReference _element = new("chart");

    [Fact]
    public async Task Render_sends_gaps_as_null_and_members_in_camel_case()
    {
        var module = JSInterop.SetupModule("./charts.js");
        var call = module.SetupVoid("render", _ => true).SetVoidResult();
        await using var charts = new PlotlyInterop(JSInterop.JSRuntime);

        await charts.RenderAsync(_element, [new { Y = new[] { 1.5, double.NaN, 0.1f }, Name = (string?)null }], new { Title = "a" });

        var arguments = Assert.Single(call.Invocations).Arguments;
        Assert.Equal("""[{"y":[1.5,null,0.10000000149011612]}]""", Text(arguments[1]));
        Assert.Equal("""{"title":"a"}""", Text(arguments[2]));
    }

    [Fact]
    public async Task Render_writes_single_precision_in_its_own_shortest_form()
    {
        var module = JSInterop.SetupModule("./charts.js");
        var call = module.SetupVoid("render", _ => true).SetVoidResult();
        await using var charts = new PlotlyInterop(JSInterop.JSRuntime);

        await charts.RenderAsync(_element, [new { Y = new[] { 0.1f, float.PositiveInfinity, 1e20f } }], new { });

        Assert.Equal("""[{"y":[0.1,null,1E+20]}]""", Text(Assert.Single(call.Invocations).Arguments[1]));
    }

    [Fact]
    public async Task Extend_tells_when_there_is_no_chart_to_extend()
    {
        var module = JSInterop.SetupModule("./charts.js");
        module.Setup<bool>("extend", _ => true).SetResult(false);
        await using var charts = new PlotlyInterop(JSInterop.JSRuntime);

        Assert.False(await charts.ExtendAsync(_element, new { Y = new[] { new[] { 1 } } }, [0], 100));
    }

    [Fact]
    public async Task Purge_before_any_chart_does_not_load_the_script()
    {
        await using var charts = new PlotlyInterop(JSInterop.JSRuntime);

        await charts.PurgeAsync(_element);

        Assert.Empty(JSInterop.Invocations);
    }

    [Fact]
    public async Task Purge_after_the_page_has_gone_is_no_error()
    {
        var module = JSInterop.SetupModule("./charts.js");
        module.SetupVoid("resize", _ => true).SetVoidResult();
        module.SetupVoid("purge", _ => true).SetException(new JSDisconnectedException("gone"));
        await using var charts = new PlotlyInterop(JSInterop.JSRuntime);
        await charts.ResizeAsync(_element);

        await charts.PurgeAsync(_element);

        Assert.Single(module.Invocations["purge"]);
    }

    private static string Text(object? bytes) => Encoding.UTF8.GetString(Assert.IsType<byte[]>(bytes));
}
