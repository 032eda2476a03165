namespace MlOpsDashboard.Components.Charts;

/// <summary>Registers what charts need.</summary>
internal static class ChartRegistration
{
    /// <summary>Adds the one link to the chart script, one per circuit.</summary>
    public static IServiceCollection AddCharts(this IServiceCollection services) => services.AddScoped<PlotlyInterop>();
}
