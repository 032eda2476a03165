using System.Diagnostics;

namespace MlOpsDashboard.ServingBench;

/// <summary>Stops under load, gently and not, and promotions under load.</summary>
/// <param name="options">How long.</param>
/// <param name="folder">The data folder.</param>
internal sealed class StopPart(BenchOptions options, string folder)
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_promotion = TimeSpan.FromMilliseconds(100);
    private readonly StoredLog _log = new(folder);

    /// <summary>SIGTERM: whoever was let in is answered, and stored.</summary>
    public async Task<Measured> TerminateAsync()
    {
        long last = _log.Last();
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        var clients = new LoadClients(program);
        clients.Start(BenchOptions.Connections);
        await Task.Delay(s_second * 3);
        int code = await program.StopAsync();
        await clients.StopAsync();
        HashSet<string> stored = _log.Ids(last);
        int lost = clients.Answers.Count(answer => !stored.Contains(answer.Id));
        int unanswered = stored.Count - (clients.Answers.Count - lost);
        int bad = clients.Failures.Count(failure => char.IsAsciiLetterUpper(failure[0]) && !failure.Contains(' '));
        return new Measured(
            "SIGTERM under load: answered, of them not stored, stored but not answered, answers with an error",
            $"{clients.Answers.Count:N0}, {lost}, {unanswered}, {bad}",
            "0, 0, 0",
            code == 0 && lost + unanswered + bad == 0);
    }

    /// <summary>SIGKILL: the last second at most is lost, and the file is whole.</summary>
    public async Task<Measured> KillAsync()
    {
        long last = _log.Last();
        var clients = await KilledAsync();
        long killed = Stopwatch.GetTimestamp();
        await using BenchProcess again = await Servers.ProgramAsync(folder);
        HashSet<string> stored = _log.Ids(last);
        List<LoadClients.Answer> lost = [.. clients.Answers.Where(answer => !stored.Contains(answer.Id))];
        double oldest = lost.Count == 0 ? 0 : Stopwatch.GetElapsedTime(lost.Min(answer => answer.At), killed).TotalMilliseconds;
        bool whole = _log.IsWhole();
        return new Measured(
            "SIGKILL under load: answered, of them lost, age of the oldest lost, database",
            $"{clients.Answers.Count:N0}, {lost.Count:N0}, {oldest:0} ms, {(whole ? "whole" : "damaged")}",
            "≤ 1 s, whole",
            whole && oldest <= 1000);
    }

    /// <summary>Promotions all the time: no request fails, each answer is from a version that was in production.</summary>
    /// <param name="program">The program; version 1 is in production.</param>
    /// <param name="client">Calls it.</param>
    public async Task<Measured> PromoteAsync(BenchProcess program, HttpClient client)
    {
        var clients = new LoadClients(program);
        clients.Start(BenchOptions.Connections);
        using var timer = new PeriodicTimer(s_promotion);
        var time = Stopwatch.StartNew();
        int promotions = 0;
        while (time.Elapsed < s_second * 6 * options.Seconds && await timer.WaitForNextTickAsync())
        {
            promotions++;
            Volatile.Write(ref clients.Begun, promotions);
            await AdultModel.PutIntoProductionAsync(client, 1 + (promotions % 2));
            Volatile.Write(ref clients.Confirmed, promotions);
        }

        await clients.StopAsync();
        int wrong = clients.Answers.Count(answer => !answer.Fits);
        if (promotions % 2 == 1)
        {
            await AdultModel.PutIntoProductionAsync(client, 1);
        }

        return new Measured(
            $"{promotions:N0} promotions in {time.Elapsed.TotalSeconds:0} s under load: answered, failed, from a version not in production",
            $"{clients.Answers.Count:N0}, {clients.Failures.Count}, {wrong}",
            "0, 0",
            clients.Failures.Count + wrong == 0 && clients.Answers.Select(answer => answer.Version).Distinct().Count() == 2);
    }

    private async Task<LoadClients> KilledAsync()
    {
        await using BenchProcess program = await Servers.ProgramAsync(folder);
        var clients = new LoadClients(program);
        clients.Start(BenchOptions.Connections);
        await Task.Delay(s_second * 4);
        await program.KillAsync();
        await clients.StopAsync();
        return clients;
    }
}
