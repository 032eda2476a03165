using Bunit;
using Microsoft.JSInterop;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Charts;

public sealed class PlotlyInteropTests : ComponentTest
{
    [Fact]
    public async Task Release_after_the_page_has_gone_is_no_error()
    {
        Charts.Own.SetupVoid("leave", _ => true).SetException(new JSDisconnectedException("gone"));
        await using var browser = new PlotlyInterop(JSInterop.JSRuntime);

        await browser.LeaveAsync("plot");

        Assert.Single(Charts.Own.Invocations["leave"]);
    }

    [Fact]
    public async Task Script_that_did_not_load_is_asked_for_again()
    {
        var runtime = new FailingOnce(JSInterop.JSRuntime);
        await using var browser = new PlotlyInterop(runtime);

        await Assert.ThrowsAsync<JSException>(() => browser.ToCsvAsync("plot", "points"));
        await browser.ToCsvAsync("plot", "points");

        Assert.Single(Charts.Own.Invocations["toCsv"]);
    }

    private sealed class FailingOnce(IJSRuntime inner) : IJSRuntime
    {
        private bool _failed;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            if (_failed)
            {
                return inner.InvokeAsync<TValue>(identifier, cancellationToken, args);
            }

            _failed = true;
            return ValueTask.FromException<TValue>(new JSException("Failed to fetch dynamically imported module."));
        }
    }
}
