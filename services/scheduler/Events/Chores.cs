using System.Net.Http.Json;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Programs;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>What the scheduler itself does for a script: run a program, tell somebody. What a crash interrupts is missed by its stage's limit.</summary>
internal sealed partial class Chores(ScriptOptions options, Store store, HttpMessageHandler web, TimeProvider time, ILogger<Chores> log)
{
    public void Begin(Guid eventId, int stage, int part, ScriptStep step, TimeSpan within)
    {
        var work = Work.Begin(time);
        _ = Task.Run(async () =>
        {
            using (work)
            {
                var ended = new ChoreEnded { EventId = eventId, Stage = stage, Part = part, Trouble = await Do(step, within) };
                await Tell(ended);
            }
        });
    }

    private async Task Tell(ChoreEnded ended)
    {
        try
        {
            await store.Write(t => t.Send(Addresses.Event, ended), CancellationToken.None);
        }
        catch (Exception e)
        {
            NotTold(log, e.Message);
        }
    }

    private Task<string?> Do(ScriptStep step, TimeSpan within) => step switch
    {
        CommandStep command => ProgramRun.Run(command.Program, command.Arguments, within, CancellationToken.None),
        NotifyStep notify => Notify(notify.Text, within),
        _ => Task.FromResult<string?>($"The scheduler can't {step.Verb}."),
    };

    /// <summary>Slack, Mattermost and Teams read "text", Discord reads "content". The address is secret, and so are an answer's words, which may repeat it.</summary>
    private async Task<string?> Notify(string text, TimeSpan within)
    {
        if (options.Webhook is not { Length: > 0 } webhook)
            return "Script:Webhook is empty; nobody was told.";
        using var limit = new CancellationTokenSource(within, TimeProvider.System);
        using var client = new HttpClient(web, disposeHandler: false);
        try
        {
            using var answer = await client.PostAsJsonAsync(new Uri(webhook), new { text, content = text }, limit.Token);
            return answer.IsSuccessStatusCode ? null : $"The webhook answered {(int)answer.StatusCode}.";
        }
        catch (OperationCanceledException)
        {
            return $"The webhook did not answer within {within.TotalSeconds:0} s.";
        }
        catch (HttpRequestException e)
        {
            return $"The webhook was not reached ({e.HttpRequestError}).";
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "That a step of the script is over could not be written: {Reason} It is waited for until its limit.")]
    private static partial void NotTold(ILogger log, string reason);
}
