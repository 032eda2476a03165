using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Core.Alerts.Channels;
using MlOpsDashboard.Core.Alerts.Metrics;
using MlOpsDashboard.Core.Audit;
using MlOpsDashboard.Core.Jobs;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Alerts;

/// <summary>Registers the feature.</summary>
public static class AlertRegistration
{
    /// <summary>Adds alert rules, their evaluation and their channels. Needs the registry, monitoring and drift.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddBackgroundLoops();
        services.AddSingleton<AlertFeed>();
        services.AddSingleton<AlertReadings>();
        services.AddSingleton<AlertMeter>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<AlertLedger>();
        services.AddSingleton<IAlertReader, TrafficReader>();
        services.AddSingleton<IAlertReader, InputReader>();
        services.AddSingleton<IAlertReader, QualityReader>();
        services.AddSingleton<IAlertReader, DriftReader>();
        services.AddSingleton<IAlertReader, JobReader>();
        services.AddSingleton<AlertEvaluation>();
        services.AddSingleton(provider => new AlertService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<AlertLedger>(),
            provider.GetRequiredService<AlertReadings>(),
            provider.GetRequiredService<AlertFeed>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DefaultAlerts>();
        services.AddSingleton<IStageObserver>(provider => provider.GetRequiredService<DefaultAlerts>());
        services.AddHostedService<AlertEvaluator>();
        AddChannels(services);
        return services;
    }

    private static void AddChannels(IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddSingleton<ChannelVault>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<IChannelSender, EmailSender>();
        services.AddSingleton<IChannelSender, SlackSender>();
        services.AddSingleton<IChannelSender, WebhookSender>();
        services.AddSingleton<ChannelCourier>();
        services.AddSingleton<AlertOutbox>();
        services.AddSingleton(provider => new AlertChannelService(
            provider.GetRequiredService<IDbContextFactory<MlOpsDbContext>>(),
            provider.GetRequiredService<ChannelVault>(),
            provider.GetRequiredService<ChannelCourier>(),
            provider.GetRequiredService<OutboxSignal>(),
            provider.GetRequiredService<AlertFeed>(),
            provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<IOptions<AlertOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<AlertSender>();
    }
}
