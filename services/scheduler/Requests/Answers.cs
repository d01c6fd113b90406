using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;

namespace Sync.Scheduler.Requests;

/// <summary>Tells a person who waits what became of a request, once what it changed has committed. An answer that is lost changes nothing.</summary>
internal sealed partial class Answers(Voice voice, TimeProvider time, ILogger<Answers> log)
{
    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);

    public void Hear(Transaction t, Guid request, string sentence) =>
        Say(t, new RequestHeard { RequestId = request, Sentence = sentence });

    public void Grant(Transaction t, Guid request, string sentence) =>
        Say(t, new RequestGranted { RequestId = request, Sentence = sentence });

    public void Refuse(Transaction t, Guid request, string sentence) =>
        Say(t, new RequestRefused { RequestId = request, Sentence = sentence });

    private void Say<T>(Transaction t, T answer)
        where T : class => t.OnCommitted(() =>
        {
            var work = Work.Begin(time);
            _ = Task.Run(() => Say(answer, work));
        });

    private async Task Say<T>(T answer, IDisposable work)
        where T : class
    {
        using (work)
        {
            try
            {
                await voice.Say(Addresses.Operator, answer, WorthReading);
            }
            catch (Exception e)
            {
                NotAnswered(log, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The operator could not be answered: {Reason} What was asked for is done or refused all the same; the night's page shows it.")]
    private static partial void NotAnswered(ILogger log, string reason);
}
