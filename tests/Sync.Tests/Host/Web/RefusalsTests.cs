using System.Net;
using Microsoft.Extensions.Logging;
using Sync.Host.Web;

namespace Sync.Tests.Host.Web;

public class RefusalsTests
{
    [Fact]
    public void Refused_logins_are_told_once_a_second_at_most()
    {
        var (log, time) = (new Lines(), new HandSetTime());
        var refusals = new Refusals(log, time);
        for (var i = 0; i < 100; i++)
            refusals.Tell(IPAddress.Parse("192.168.1.66"));
        time.Seconds += 1.01;
        refusals.Tell(IPAddress.Parse("192.168.1.66"));
        Assert.Equal(
            [
                "A login to the page from 192.168.1.66 was refused; 0 more were since the last such line.",
                "A login to the page from 192.168.1.66 was refused; 99 more were since the last such line.",
            ],
            log.Said);
    }

    private sealed class HandSetTime : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
