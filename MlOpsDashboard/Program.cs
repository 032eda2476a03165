using MlOpsDashboard.Components;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Hosting;
using Radzen;

var builder = WebApplication.CreateBuilder(HostFolders.Options(args));
builder.AddDefaultAddress();
builder.WebHost.UseStaticWebAssets();

builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddCharts();
builder.Services.AddSharedComponents();
builder.Services.AddShell();
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();

app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.RunAsync();
