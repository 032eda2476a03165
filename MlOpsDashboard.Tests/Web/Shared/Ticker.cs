using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Tests.Web.Shared;

/// <summary>A component that shows the last number of a stream.</summary>
internal sealed class Ticker : LiveComponent
{
    private int _last;

    [Parameter, EditorRequired]
    public IAsyncEnumerable<int> Source { get; set; } = default!;

    public CancellationToken Seen => Lifetime;

    protected override void OnInitialized() => Watch(Source, value => _last = value);

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _last);
}
