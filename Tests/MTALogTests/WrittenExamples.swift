/// The same examples as the MTA writes them: one record a line. A backslash at a line's end joins it with the next.
enum WrittenExamples {
    static let text = """
        19-Jan-1998 19:16:57.64 l            tcp_local    E 1 adam@sesta.com rfc822;marlowe@siroe.com \
        marlowe@siroe.com
        19-Jan-1998 19:17:01.16 tcp_local                  D 1 adam@sesta.com rfc822;marlowe@siroe.com \
        marlowe@siroe.com dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server \
        ESMTP [iMS V5.0 #8694]) smtp;250 2.1.5 marlowe@siroe.com and options OK.
        19-Jan-1998 19:16:57.64 l            tcp_local    E 1 adam@sesta.com rfc822;marlowe@siroe.com \
        marlowe@siroe.com /imta/queue/tcp_local/ZZ01ISKLSKLZLI90N15M.00 <01ISKLSKC2QC90N15M@sesta.com>
        19-Jan-1998 19:17:01.16 tcp_local                  D 1 adam@sesta.com rfc822;marlowe@siroe.com \
        marlowe@siroe.com /imta/queue/tcp_local/Z01ISKLSKLZLI90N15M.00 <01ISKLSKC2QC90N15M@sesta.com> \
        dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server ESMTP [iMS V5.0 \
        #8694]) smtp;250 2.1.5 marlowe@siroe.com and options OK.
        19-JAN-1998 20:49:04 l            tcp_local    E 1 adam@sesta.com rfc822;user@very.bogus.com \
        user@very.bogus.com imta/queue/tcp_local/ZZ01ISKP0S0LVQ94DU0K.00 <01ISKP0RYMAS94DU0K@SESTA.COM>
        19-JAN-1998 20:49:33 tcp_local    process      E 1  rfc822;adam@sesta.com adam@sesta.com \
        imta/queue/process/ZZ01ISKP0S0LVQ94DTZB.00 <01ISKP22MW8894DTAS@SESTA.COM>,<01ISKP0RYMAS94DU0K@SESTA.COM>
        20-JAN-1998 13:11:05 l            tcp_local    E 1 adam@sesta.com rfc822;nonesuch@siroe.com \
        nonesuch@siroe.com imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00 <01ISLNBAWV3094DUWH@sesta.com>
        20-JAN-1998 13:11:08 tcp_local    process      E 1  rfc822;adam@sesta.com adam@sesta.com \
        imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00 <01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>
        20-JAN-1998 13:11:08 tcp_local    process      E 1  rfc822;postmaster@sesta.com postmaster@sesta.com \
        imta/queue/process/ZZ01ISLNBB1JOE94DSGB.00 <01ISLNBFKIDS94DUJ8@sesta.com>,<01ISLNBAWV3094DUWH@sesta.com>
        20-JAN-1998 13:11:11 tcp_local                  R 1 adam@sesta.com rfc822;nonesuch@siroe.com \
        nonesuch@siroe.com imta/queue/tcp_local/ZZ01ISLNBB1JOE94DUWH.00 <01ISLNBAWV3094DUWH@sesta.com> \
        dns;thor.siroe.com (TCP|206.184.139.12|2788|192.160.253.66|25) (THOR.SIROE.COM -- Server ESMTP [iMS V5.0 \
        #8694]) smtp; 553 unknown or illegal user: nonesuch@siroe.com
        20-JAN-1998 13:11:12 process      l            E 3  rfc822;adam@sesta.com adam \
        imta/queue/l/ZZ01ISLNBGND1094DQDP.00 <01ISLNBFKIDS94DUJ8@sesta.com>
        28-May-1998 12:02:23 tcp_local            J 0 harold@varrius.com rfc822; alan@very.bogus.com 550 5.7.1 \
        Relaying not permitted: alan@very.bogus.com
        15-Jan-1998 10:31:05.18 tcp_internal   tcp_local   E 3 adam@hosta.sesta.com rfc822;user@some.org \
        user@some.org imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00 <01IRUD7SVA3Q9UN2D4@sesta.com>
        15-Jan-1998 10:31:10.37 tcp_local                  Q 3 adam@hosta.sesta.com rfc822;user@some.org \
        user@some.org imta/queue/tcp_local/ZZ01IS3D2ZP7FQ9UN54R.00 <01IRUD7SVA3Q9UN2D4@sesta.com> TCP active open: \
        Failed connect()    Error: no route to host
        15-Jan-1998 12:45:39.48 tcp_local                  Q 3 adam@hosta.sesta.com rfc822;user@some.org \
        user@some.org imta/queue/tcp_local/ZY01IS3D2ZP7FQ9UN54R.00 <01IRUD7SVA3Q9UN2D4@sesta.com> TCP active open: \
        Failed connect()    Error: no route to host
        15-Jan-1998 16:45:24.72 tcp_local                  Q 3 adam@hosta.sesta.com rfc822;user@some.org \
        user@some.org imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00 <01IRUD7SVA3Q9UN2D4@sesta.com> TCP active open: \
        Failed connect() Error: connection refused
        15-Jan-1998 20:45:51.55 tcp_local                  D 3 adam@hosta.sesta.com rfc822;user@some.org \
        user@some.org imta/queue/tcp_local/ZX01IS67NY4RRK9UN7GP.00 <01IRUD7SVA3Q9UN2D4@sesta.com> dns;host.some.org \
        (TCP|206.184.139.12|2788|192.1.1.1|25) (All set, fire away) smtp; 250 Ok
        04-Feb-1998 00:06:26.72 tcp_local    conversion   E 9 amy@siroe.edu rfc822;bert@sesta.com bert@sesta.com \
        imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00 <01IT5UALL14498518O@siroe.edu>
        04-Feb-1998 00:06:29.06 conversion   l            E 9 amy@siroe.edu rfc822;bert@sesta.com bert \
        imta/queue/l/ZZ01IT5UAOXLDW98509E.00  <01IT5STUMUFO984Z8L@siroe.edu>
        04-Feb-1998 00:06:29.31 conversion                D 9 amy@siroe.edu rfc822;bert@sesta.com bert \
        imta/queue/conversion/ZZ01IT5UAMZ4QW98518O.00 <01IT5UALL14498518O@siroe.edu>
        04-Feb-1998 00:06:32.62 l                         D 9 amy@siroe.edu rfc822;bert@siroe.com bert \
        imta/queue/l/ZZ01IT5UAOXLDW98509E.00 <01IT5STUMUFO984Z8L@siroe.edu>
        19-Feb-1998 17:02:08.70 tcp_local    +            O TCP|206.184.139.12|25|192.160.253.66|1244 SMTP
        19-Feb-1998 17:02:26.65 tcp_local    l             E 1 service@siroe.com rfc822;adam@sesta.com adam \
        THOR.SIROE.COM (THOR.SIROE.COM [192.160.253.66])
        19-Feb-1998 17:02:27.05 tcp_local    +             C TCP|206.184.139.12|25|192.160.253.66|1244 SMTP
        19-Feb-1998 17:02:31.73 l                          D 1 service@siroe.com rfc822;adam@sesta.com adam

        """
}
