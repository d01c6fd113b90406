using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Sync.Host.Settings;

namespace Sync.Host.Messaging;

/// <summary>Whether a broker on TLS is the one that was meant: its certificate names the host and is signed by whom it should be.</summary>
internal static class BrokerTrust
{
    /// <summary>The authority that was named is the only one; without one, those that the system trusts.</summary>
    public static RemoteCertificateValidationCallback Of(BrokerAddress broker) => broker.AuthorityFile is not { } file
        ? (_, _, _, errors) => errors == SslPolicyErrors.None
        : (_, certificate, chain, errors) => (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == 0 && IsSigned(certificate, chain, file);

    private static bool IsSigned(X509Certificate? certificate, X509Chain? sent, string file)
    {
        using var leaf = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // an authority of one's own publishes no list
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore); // the ones in between, which the broker sent along
        return chain.Build(leaf);
    }
}
