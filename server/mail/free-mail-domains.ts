/**
 * Mail providers whose addresses anybody can have: free mail and the mail of internet access providers. Put together by hand and held against
 * the npm packages free-email-domains 1.12.6 (MIT) and email-providers 2.26.0 (ISC), which are not used themselves: they also list thousands of
 * domains of companies, schools and towns, whose customers would then never be found by their domain.
 */
const FREE_MAIL = `
012.net.il 126.com 139.com 163.com 189.cn 21cn.com a1.net abv.bg adam.com.au adelphia.net aim.com alice.it
aliceadsl.fr aliyun.com aol.co.uk aol.com aol.de aol.fr aol.it aon.at arcor.de arnet.com.ar atlas.cz att.net
azet.sk bbox.fr bell.net bellsouth.net bezeqint.net biglobe.ne.jp bigmir.net bigpond.com bigpond.net.au bk.ru
bluewin.ch blueyonder.co.uk bol.com.br bredband.net broadpark.no btconnect.com btinternet.com btopenworld.com
cableone.net casema.nl cegetel.net centrum.cz centrum.sk centurylink.net charter.net chello.at chello.nl
citromail.hu ciudad.com.ar clix.pt club-internet.fr cogeco.ca comcast.net comhem.se compuserve.com compuserve.de
cox.net daum.net delfi.lt disroot.org docomo.ne.jp duck.com earthlink.net eastlink.ca eircom.net elisanet.fi
email.com email.cz email.it embarqmail.com euskaltel.net ewe.net ewetel.net excite.co.jp excite.com excite.it
ezweb.ne.jp fastmail.com fastmail.fm fastwebnet.it fibertel.com.ar forthnet.gr foxmail.com free.fr freemail.hu
freenet.de frontier.com frontiernet.net fuse.net gazeta.pl getmail.no globo.com globomail.com gmail.com gmx.at
gmx.biz gmx.ch gmx.co.uk gmx.com gmx.de gmx.es gmx.fr gmx.info gmx.net gmx.org gmx.us googlemail.com
guerrillamail.com hanmail.net hetnet.nl hey.com hispeed.ch home.nl hot.ee hotmail.be hotmail.ca hotmail.ch
hotmail.cl hotmail.co.jp hotmail.co.nz hotmail.co.uk hotmail.com hotmail.com.ar hotmail.com.au hotmail.com.br
hotmail.com.mx hotmail.com.tr hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr hotmail.gr hotmail.it
hotmail.nl hotmail.no hotmail.ru hotmail.se hushmail.com i.softbank.jp i.ua icloud.com icq.com ig.com.br
iinet.net.au inbox.com inbox.lv inbox.ru indamail.hu indiatimes.com inet.hr inode.at interia.eu interia.pl
internet.ru internode.on.net inwind.it iol.ie iol.it iol.pt iprimus.com.au ireland.com jubii.dk juno.com
kabelmail.de kakao.com keemail.me kolumbus.fi kpnmail.nl laposte.net lenta.ru libero.it list.ru live.at live.be
live.ca live.cn live.co.uk live.com live.com.au live.com.mx live.com.pt live.de live.dk live.fr live.ie live.it
live.jp live.nl live.no live.se luukku.com lycos.co.uk lycos.com lycos.de lycos.es lycos.it lycos.nl mac.com
magenta.de mail.bg mail.com mail.dk mail.ee mail.kz mail.ru mail.ua mailbox.org mailfence.com mailinator.com
mchsi.com me.com meta.ua mindspring.com movistar.es mozmail.com msn.com mweb.co.za mynet.com myyahoo.com
nate.com naver.com net.hr netcabo.pt netcologne.de netscape.net netvision.net.il netzero.net neuf.fr newmail.ru
nifty.com noos.fr ntlworld.com numericable.fr o2.co.uk o2.pl ocn.ne.jp oi.com.br one.lv onet.eu onet.pl
online.de online.no ono.com op.pl optimum.net optonline.net optusnet.com.au orange.es orange.fr otenet.gr
outlook.at outlook.be outlook.cl outlook.co.th outlook.com outlook.com.au outlook.com.br outlook.cz outlook.de
outlook.dk outlook.es outlook.fr outlook.hu outlook.ie outlook.in outlook.it outlook.jp outlook.kr outlook.my
outlook.ph outlook.pt outlook.sa outlook.sg ozemail.com.au pacbell.net pandora.be pipeline.com planet.nl
plusnet.com pm.me pobox.com pochta.ru poczta.fm poczta.onet.pl post.cz post.sk post.tele.dk poste.it posteo.de
posteo.net prodigy.net prodigy.net.mx proton.me protonmail.ch protonmail.com proximus.be ptd.net q.com qq.com
quicknet.nl qwest.net r7.com rambler.ru rcn.com rediffmail.com riseup.net roadrunner.com rocketmail.com
rogers.com rr.com runbox.com sapo.pt sbcglobal.net scarlet.be seznam.cz sfr.fr shaw.ca sify.com sina.cn sina.com
singnet.com.sg siol.net sky.com skynet.be slingshot.co.nz so-net.ne.jp softbank.ne.jp sohu.com spectrum.net
speedy.com.ar spray.se startmail.com suddenlink.net sunrise.ch suomi24.fi swbell.net sweb.cz swissonline.ch
sympatico.ca t-email.hu t-online.de talktalk.co.uk talktalk.net tdcadsl.dk tds.net tele2.nl tele2.se
telefonica.net telenet.be telia.com telkomsa.net telus.net terra.cl terra.com terra.com.ar terra.com.br terra.es
tim.it tin.it tiscali.co.uk tiscali.it tlen.pl tom.com tpg.com.au ttmail.com tut.by tuta.com tuta.io
tutamail.com tutanota.com tutanota.de twc.com ukr.net unitybox.de uol.com.br upcmail.nl usa.com utanet.at
verizon.net videotron.ca virgilio.it virgin.net virginmedia.com vodafone.de vodamail.co.za voila.fr volny.cz
vp.pl vtxmail.ch walla.co.il walla.com wanadoo.fr web.de webmail.co.za westnet.com.au windowslive.com
windstream.net wo.cn wowway.com wp.pl xs4all.nl xtra.co.nz ya.ru yahoo.at yahoo.be yahoo.ca yahoo.co.id
yahoo.co.in yahoo.co.jp yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.co.uk yahoo.co.za yahoo.com yahoo.com.ar
yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.hk yahoo.com.mx yahoo.com.ph yahoo.com.sg yahoo.com.tr
yahoo.com.tw yahoo.com.vn yahoo.de yahoo.dk yahoo.es yahoo.fr yahoo.gr yahoo.ie yahoo.in yahoo.it yahoo.jp
yahoo.nl yahoo.no yahoo.pl yahoo.ro yahoo.se yandex.by yandex.com yandex.kz yandex.ru yandex.ua yeah.net
ymail.com yopmail.com zahav.net.il ziggo.nl zoho.com zohomail.com zohomail.eu zoznam.sk
`;

const DOMAINS: ReadonlySet<string> = new Set(FREE_MAIL.split(/\s+/).filter((domain) => domain !== ''));

/** Whether a domain (lower case, as DNS has it) is a mail provider's, so that it says nothing about whom somebody works for. */
export function isFreeMailDomain(domain: string): boolean {
  return DOMAINS.has(domain);
}
