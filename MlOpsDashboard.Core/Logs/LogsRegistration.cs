using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace MlOpsDashboard.Core.Logs;

/// <summary>Registers the platform's log.</summary>
public static class LogsRegistration
{
    /// <summary>Keeps the last lines in memory, and offers the console JSON.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddLogs(this IServiceCollection services)
    {
        services.AddOptions<LogsOptions>().BindConfiguration(LogsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RecentLogs>();
        services.AddSingleton<RecentLogsProvider>();
        services.AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentLogsProvider>());
        services.AddSingleton<ConsoleFormatter, JsonLineFormatter>();
        services.AddOptions<ConsoleLoggerOptions>().Configure<IOptions<LogsOptions>>((console, logs) =>
        {
            if (logs.Value.Format == LogFormat.Json)
            {
                console.FormatterName = JsonLineFormatter.FormatterName;
            }
        });
        return services;
    }
}
