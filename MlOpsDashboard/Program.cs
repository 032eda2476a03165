using MlOpsDashboard.Components;
using MlOpsDashboard.Hosting;
using Radzen;

var builder = WebApplication.CreateBuilder(HostFolders.Options(args));
builder.AddDefaultAddress();
builder.WebHost.UseStaticWebAssets();

builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();

app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.RunAsync();
