using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Access.People;

namespace MlOpsDashboard.Core.Access;

/// <summary>Registers the feature.</summary>
public static class AccessRegistration
{
    /// <summary>Adds users, API keys and one-time sign-in tokens.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<ApiKeyService>();
        services.AddSingleton<UserService>();
        services.AddSingleton<SessionService>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<PeopleService>();
        services.AddSingleton<InvitationService>();
        services.AddHostedService<AccessStarter>();
        services.AddHostedService<ApiKeyUseRecorder>();
        return services;
    }
}
