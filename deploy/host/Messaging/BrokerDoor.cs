using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sync.Host.Commands;
using Sync.Host.Settings;

namespace Sync.Host.Messaging;

/// <summary>
/// Knocks before anything runs: a broker that refuses this process would refuse it all night, and MassTransit would try
/// again without a word. One that does not answer may only be late.
/// </summary>
internal static partial class BrokerDoor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="broker">where, and as whom</param>
    /// <param name="endpoint">one that this process reads</param>
    /// <param name="log">is told when the broker does not answer</param>
    /// <param name="cancel">ends the knocking</param>
    /// <exception cref="SettingException">the broker answers and refuses, or it is not the one that was meant</exception>
    public static async Task Knock(BrokerAddress broker, string endpoint, ILogger log, CancellationToken cancel)
    {
        try
        {
            await using var connection = await Connect(broker, cancel);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
            await channel.ExchangeDeclareAsync(endpoint, ExchangeType.Fanout, durable: true, cancellationToken: cancel);
        }
        catch (Exception e) when (Refusal(e, broker, endpoint) is { } why)
        {
            throw new SettingException(why);
        }
        catch (Exception e) when (IsAway(e))
        {
            NoAnswer(log, broker.ToString(), e.GetBaseException().Message);
        }
    }

    /// <summary>Whether it is there: it may refuse this process, which its next start then says.</summary>
    public static async Task<bool> Answers(BrokerAddress broker, CancellationToken cancel)
    {
        try
        {
            await using var connection = await Connect(broker, cancel);
            return true;
        }
        catch (Exception e) when (Refusal(e, broker, "") is not null)
        {
            return true;
        }
        catch (Exception e) when (IsAway(e))
        {
            return false;
        }
    }

    /// <summary>For one question.</summary>
    public static Task<IConnection> Connect(BrokerAddress broker, CancellationToken cancel) => Factory(broker).CreateConnectionAsync(cancel);

    /// <summary>Whether that is how a broker fails which does not answer, or not now.</summary>
    public static bool IsAway(Exception e) => e is BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException;

    private static ConnectionFactory Factory(BrokerAddress broker)
    {
        var factory = new ConnectionFactory
        {
            Uri = broker.Uri,
            UserName = broker.User,
            Password = broker.Password,
            RequestedConnectionTimeout = Limit,
            ContinuationTimeout = Limit,
            AutomaticRecoveryEnabled = false,
        };
        if (factory.Ssl.Enabled)
        {
            factory.Ssl.ServerName = broker.Uri.Host;
            factory.Ssl.CertificateValidationCallback = BrokerTrust.Of(broker);
        }
        return factory;
    }

    private static string? Refusal(Exception e, BrokerAddress broker, string endpoint) => Chain(e) switch
    {
        var chain when chain.OfType<AuthenticationFailureException>().Any() =>
            $"The broker {broker.Uri} refused the login of {broker.User}: see that this user is there, and that Broker:Password is its password.",
        var chain when chain.OfType<AuthenticationException>().FirstOrDefault() is { } untrusted =>
            $"The broker {broker.Uri} is not trusted: {untrusted.Message} See that Broker:Authority is the authority that signed its certificate, and that the certificate names {broker.Uri.Host}.",
        var chain when chain.OfType<OperationInterruptedException>().FirstOrDefault(x => x.ShutdownReason?.ReplyCode is 403 or 530) is { } refused =>
            $"The broker {broker.Uri} lets {broker.User} in, but not to {endpoint}: {refused.ShutdownReason!.ReplyText} A user has the name of its role, or camera-NAME, and the permissions that deploy/make-secrets.sh gives it.",
        _ => null,
    };

    private static IEnumerable<Exception> Chain(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            yield return e;
            if (e is AggregateException { InnerExceptions: [_, _, ..] many })
            {
                foreach (var inner in many.SelectMany(Chain))
                    yield return inner;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker {Broker} does not answer: {Reason} It is tried again until it does.")]
    private static partial void NoAnswer(ILogger log, string broker, string reason);
}
