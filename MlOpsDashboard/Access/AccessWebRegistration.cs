using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Access;

/// <summary>Registers who gets into the web program.</summary>
internal static class AccessWebRegistration
{
    private const string PickingScheme = "MlOps";

    /// <summary>
    /// Everything needs a signed-in browser or an API key, whatever an endpoint says or forgets to say, unless it says
    /// that anonymous is fine.
    /// </summary>
    public static IServiceCollection AddWebAccess(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("MlOpsDashboard");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeys>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SignInCookie>();
        services.AddAuthentication(PickingScheme)
            .AddPolicyScheme(PickingScheme, null, options => options.ForwardDefaultSelector = Pick)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddCookie();
        var usual = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new RoleRequirement()).Build();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(usual)
            .SetDefaultPolicy(usual)
            .AddPolicy(AccessPolicies.DataScientist, policy => policy.AddRequirements(new RoleRequirement(UserRole.DataScientist)))
            .AddPolicy(AccessPolicies.Approver, policy => policy.AddRequirements(new RoleRequirement(UserRole.Approver)))
            .AddPolicy(AccessPolicies.Administrator, policy => policy.AddRequirements(new RoleRequirement(UserRole.Administrator)));
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<OpenSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenSessions>());
        services.AddSingleton<BadKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<BadKeys>());

        // A line for every request that is turned away would let a flood of them push all other lines out: BadKeys sums them up.
        services.AddLogging(logging => logging.AddFilter(typeof(ApiKeyHandler).FullName, LogLevel.Warning));
        services.AddHostedService<SignInAddress>();
        return services;
    }

    /// <summary>
    /// Tells of the owner of a page's circuit. After the components' own registration, whose provider knows no end of a session.
    /// </summary>
    public static IServiceCollection AddSessionState(this IServiceCollection services) => services.AddScoped<AuthenticationStateProvider, SessionState>();

    /// <summary>Adds headers, guards and sign-in to the pipeline.</summary>
    public static void UseWebAccess(this WebApplication app)
    {
        app.UseMiddleware<RelativeRedirects>();
        app.UseMiddleware<CrossOriginGuard>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ScopeGuard>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/_blazor") || context.Request.Path.StartsWithSegments("/hubs"),
            held => held.UseMiddleware<OpenSessionGuard>());
        app.UseAntiforgery();
    }

    private static string Pick(HttpContext context) => context.Request.Headers.ContainsKey(ApiKeyHandler.Header)
        ? ApiKeyHandler.SchemeName
        : CookieAuthenticationDefaults.AuthenticationScheme;
}
